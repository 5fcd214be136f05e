namespace BotGateway.Scheduling;

/// <summary>Does one kind of the work that a message of the queue asks for.</summary>
internal interface IWorkStep
{
    /// <summary>Does it, one item after the other. A failure of one item does not stop the others; one that is not due any more is skipped.</summary>
    Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken);
}
