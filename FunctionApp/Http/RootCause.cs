using System.ClientModel;
using Azure;

namespace BotGateway.Http;

internal static class RootCause
{
    /// <summary>The exception that the HTTP client or an SDK has wrapped; after several attempts, that of the last one.</summary>
    public static Exception Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Of(last),
        HttpRequestException or IOException or ClientResultException { Status: 0 } or RequestFailedException { Status: 0 }
            when exception.InnerException is { } cause => Of(cause),
        _ => exception,
    };
}
