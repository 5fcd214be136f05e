using System.Net.Sockets;

namespace BotGateway.Requests;

/// <summary>Tells a connection that broke from a fault of the gateway's own.</summary>
public static class BrokenConnection
{
    /// <summary>
    /// Whether no answer came because the connection could not be made or did not last. <see cref="HttpClient"/> documents
    /// <see cref="HttpRequestException"/> for it, but lets a socket's own exception out where the other side goes away just after it has accepted
    /// (.NET 10 reads the peer's address outside what it wraps), and the Azure SDKs pass that on as it is.
    /// </summary>
    /// <param name="exception">What the call ended with.</param>
    /// <returns>Whether it is the network's.</returns>
    public static bool Is(Exception exception) => exception is HttpRequestException or IOException or SocketException;
}
