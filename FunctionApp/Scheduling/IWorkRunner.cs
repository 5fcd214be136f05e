namespace BotGateway.Scheduling;

/// <summary>Processes a queue message.</summary>
internal interface IWorkRunner
{
    /// <summary>Processes it. Messages may be late, duplicated or lost: work that is already done is skipped.</summary>
    Task RunAsync(string message, CancellationToken cancellationToken);
}
