using System.ClientModel;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using Azure;

namespace BotGateway.Http;

internal static class SafeExceptionSummary
{
    /// <summary>
    /// Describes an exception and its causes by type, status and code, and file errors by the operating system's text. Never by message, because a service's
    /// message may quote the request.
    /// </summary>
    public static string Of(Exception exception)
    {
        var names = new List<string>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var name = cause switch
            {
                RequestFailedException failed => $"{nameof(RequestFailedException)} {failed.Status} {failed.ErrorCode}",
                ClientResultException failed => $"{nameof(ClientResultException)} {failed.Status}",
                IOException file when SystemError(file) is { } error => $"{cause.GetType().Name} {error}",
                // Without an inner exception, .NET itself rejected the certificate; otherwise the handshake failed earlier.
                AuthenticationException { InnerException: null } => $"{nameof(AuthenticationException)}: the server's TLS certificate is not trusted",
                _ => cause.GetType().Name,
            };
            // Skips wrappers that only add a message.
            if (names.LastOrDefault() != name)
                names.Add(name);
        }

        return string.Join(" ← ", names);
    }

    // .NET stores the operating system's error code in HResult, on Windows with a prefix; its own errors have other prefixes.
    private static string? SystemError(IOException file)
    {
        const int Prefix = unchecked((int)0x8007_0000);
        var number = OperatingSystem.IsWindows() ? file.HResult ^ Prefix : file.HResult;
        return number is > 0 and < 0x1_0000 ? Marshal.GetPInvokeErrorMessage(number) : null;
    }
}
