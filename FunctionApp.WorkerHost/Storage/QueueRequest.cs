using BotGateway.Scheduling;

namespace BotGateway.WorkerHost.Storage;

/// <summary>Tells apart what is asked of the queue between the timer and the runner, as <see cref="StorageProxy"/> shows it.</summary>
internal static class QueueRequest
{
    /// <summary>What the answer to a fetch contains if it brings a message.</summary>
    public const string Message = "<QueueMessage>";

    public static bool IsSend(string request) => Is(request, "POST", "/messages?") || Is(request, "POST", "/messages\n");

    public static bool IsFetch(string request) => Is(request, "GET", "/messages?") && !request.Contains("peekonly", StringComparison.Ordinal);

    public static bool IsUpdate(string request) => Is(request, "PUT", "/messages/");

    public static bool IsDelete(string request) => Is(request, "DELETE", "/messages/");

    private static bool Is(string request, string method, string path) =>
        request.StartsWith($"{method} ", StringComparison.Ordinal) && request.Contains($"/{WorkQueue.Name}{path}", StringComparison.Ordinal);
}
