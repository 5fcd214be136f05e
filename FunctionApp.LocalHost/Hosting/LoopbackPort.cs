using System.Net;
using System.Net.Sockets;

namespace BotGateway.LocalHost.Hosting;

internal static class LoopbackPort
{
    /// <summary>Checks the port before anything slow is started; if it is taken later, Kestrel reports that.</summary>
    /// <exception cref="StartupException">The port is in use or may not be used.</exception>
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
                $"Port {port} cannot be used ({refused.Message}): choose another one with --port, or --port 0 for a free one.", refused);
        }
    }
}
