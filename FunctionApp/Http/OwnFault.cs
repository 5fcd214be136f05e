using System.ClientModel;

namespace BotGateway.Http;

/// <summary>Finds what went wrong with a file of the gateway's while it was being sent: a full disk, say.</summary>
internal static class OwnFault
{
    /// <returns>The fault; null where it is no file's.</returns>
    public static Exception? Find(Exception exception) => exception switch
    {
        IOException or UnauthorizedAccessException => exception,
        HttpRequestException or ClientResultException { Status: 0 } => exception.InnerException is { } inner ? Find(inner) : null,
        AggregateException { InnerExceptions: [.., var last] } => Find(last),
        _ => null,
    };
}
