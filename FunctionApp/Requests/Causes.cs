using System.ClientModel;
using System.Security.Authentication;
using Azure;

namespace BotGateway.Requests;

/// <summary>What of an exception may be logged.</summary>
public static class Causes
{
    /// <summary>
    /// Names the exception and all that caused it by type, status and code. Never by message: a service's message may quote the request,
    /// and with it a message text.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <returns>For instance <c>ProblemException ← RequestFailedException 403 Forbidden</c>.</returns>
    public static string Of(Exception exception)
    {
        var names = new List<string>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            names.Add(cause switch
            {
                RequestFailedException failed => $"{nameof(RequestFailedException)} {failed.Status} {failed.ErrorCode}",
                ClientResultException failed => $"{nameof(ClientResultException)} {failed.Status}",
                // Without a cause it is .NET's own verdict on the certificate; else the handshake has not got that far.
                AuthenticationException { InnerException: null } => $"{nameof(AuthenticationException)}: the server's TLS certificate is not trusted",
                _ => cause.GetType().Name,
            });
        }

        return string.Join(" ← ", names);
    }
}
