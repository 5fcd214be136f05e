using System.ClientModel;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using Azure;

namespace BotGateway.Http;

internal static class SafeExceptionSummary
{
    /// <summary>
    /// Names the exception and all that caused it by type, status and code, and a file's by the operating system's words for its error. Never by message: a
    /// service's message may quote the request, and with it a message text.
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
                // Without a cause it is .NET's own verdict on the certificate; else the handshake has not got that far.
                AuthenticationException { InnerException: null } => $"{nameof(AuthenticationException)}: the server's TLS certificate is not trusted",
                _ => cause.GetType().Name,
            };
            // One that only adds a message to another says nothing more here.
            if (names.LastOrDefault() != name)
                names.Add(name);
        }

        return string.Join(" ← ", names);
    }

    // .NET puts the operating system's number into HResult: as it is, or on Windows with a prefix. Its own faults have a prefix of their own.
    private static string? SystemError(IOException file)
    {
        const int Prefix = unchecked((int)0x8007_0000);
        var number = OperatingSystem.IsWindows() ? file.HResult ^ Prefix : file.HResult;
        return number is > 0 and < 0x1_0000 ? Marshal.GetPInvokeErrorMessage(number) : null;
    }
}
