namespace BotGateway.Scheduling;

/// <summary>A part of a tick, which runs beside the others. It hands work to the queue; how long the work itself takes is no matter.</summary>
internal interface ITickStep
{
    Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken);
}
