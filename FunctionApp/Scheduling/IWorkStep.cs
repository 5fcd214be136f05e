namespace BotGateway.Scheduling;

/// <summary>Processes one kind of work of a queue message.</summary>
internal interface IWorkStep
{
    /// <summary>Processes the items in sequence. A failed item does not stop the others; an item that is no longer due is skipped.</summary>
    Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken);
}
