using System.ClientModel;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;

namespace BotGateway.Http;

/// <summary>Distinguishes a broken connection from a bug in the gateway.</summary>
internal static class BrokenConnection
{
    /// <summary>
    /// Whether the connection could not be made or broke before a response came. <see cref="HttpClient"/> documents <see cref="HttpRequestException"/> for
    /// that, but a plain socket exception escapes if the peer disconnects right after accepting (.NET 10), and the Azure SDKs pass it on. All of these types
    /// also wrap failures of local files and disks, which are not network failures.
    /// </summary>
    public static bool Is(Exception exception) => RootCause.Of(exception) switch
    {
        // Status 0: there was no response.
        SocketException or AuthenticationException or HttpRequestException or ClientResultException { Status: 0 } or RequestFailedException { Status: 0 } => true,
        var cause => IsOfStream(cause),
    };

    /// <summary>Whether an Azure service gave no response or an unusable one, as reported by Azure.Core.</summary>
    public static bool IsOutage(Exception exception) =>
        RootCause.Of(exception) is RequestFailedException { Status: > 0 } or AuthenticationFailedException or OperationCanceledException || Is(exception);

    /// <summary>Network streams and files throw the same exception type; the stack trace tells them apart.</summary>
    public static bool IsOfStream(Exception cause) =>
        cause is HttpIOException || (cause is IOException && cause.Source?.StartsWith("System.Net.", StringComparison.Ordinal) == true);
}
