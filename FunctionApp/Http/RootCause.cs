using System.ClientModel;
using Azure;

namespace BotGateway.Http;

internal static class RootCause
{
    /// <summary>What the HTTP client and the SDKs have wrapped: of several tries, the last one's.</summary>
    public static Exception Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Of(last),
        HttpRequestException or IOException or ClientResultException { Status: 0 } or RequestFailedException { Status: 0 }
            when exception.InnerException is { } cause => Of(cause),
        _ => exception,
    };
}
