using System.Net;
using System.Net.Sockets;

namespace BotGateway.LocalHost.Hosting;

/// <summary>The port to listen on.</summary>
internal static class LoopbackPort
{
    /// <summary>Finds out before anything slow is started; should the port be taken in between, Kestrel says so later.</summary>
    /// <param name="port">The TCP port on 127.0.0.1; 0 is always free.</param>
    /// <exception cref="StartupException">Another process listens there, or this one may not.</exception>
    public static void ThrowIfTaken(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException refused)
        {
            throw new StartupException(
                $"Port {port} cannot be used ({refused.Message}): choose another one with --port, or --port 0 for any.", refused);
        }
    }
}
