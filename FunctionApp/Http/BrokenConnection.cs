using System.ClientModel;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;

namespace BotGateway.Http;

/// <summary>Distinguishes a broken connection from a bug of the gateway.</summary>
internal static class BrokenConnection
{
    /// <summary>
    /// Whether no answer came because the connection could not be made or did not last. <see cref="HttpClient"/> documents
    /// <see cref="HttpRequestException"/> for it, but lets a socket's own exception out where the other side goes away just after it has accepted
    /// (.NET 10 reads the peer's address outside what it wraps), and the Azure SDKs pass that on as it is. Both, and the SDKs' own exceptions, also wrap
    /// what goes wrong with a file that is being sent, or with the machine's disk: that is not the network's.
    /// </summary>
    public static bool Is(Exception exception) => RootCause.Of(exception) switch
    {
        // Status 0: no answer came at all.
        SocketException or AuthenticationException or HttpRequestException or ClientResultException { Status: 0 } or RequestFailedException { Status: 0 } => true,
        var cause => IsOfStream(cause),
    };

    /// <summary>Whether an Azure service gave no answer, or none that is of use, as the SDKs on Azure.Core tell of it.</summary>
    public static bool IsOutage(Exception exception) =>
        RootCause.Of(exception) is RequestFailedException { Status: > 0 } or AuthenticationFailedException or OperationCanceledException || Is(exception);

    /// <summary>Network streams throw the same type as files do. Where it was thrown tells them apart.</summary>
    public static bool IsOfStream(Exception cause) =>
        cause is HttpIOException || (cause is IOException && cause.Source?.StartsWith("System.Net.", StringComparison.Ordinal) == true);
}
