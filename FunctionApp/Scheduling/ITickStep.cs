namespace BotGateway.Scheduling;

/// <summary>A part of a tick, which runs beside the others. It hands work to the queue; how long the work itself takes is no matter.</summary>
internal interface ITickStep
{
    /// <summary>Runs it.</summary>
    /// <param name="endBy">Nothing is begun after this; the next tick goes on.</param>
    /// <param name="cancellationToken">Ends the tick.</param>
    Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken);
}
