namespace BotGateway.Scheduling;

/// <summary>A part of a tick, which runs concurrently with the others. It only puts work into the queue.</summary>
internal interface ITickStep
{
    Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken);
}
