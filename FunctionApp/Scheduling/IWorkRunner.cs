namespace BotGateway.Scheduling;

/// <summary>Does what a message of the queue asks for.</summary>
internal interface IWorkRunner
{
    /// <summary>Does it. Messages may come late, twice, or not at all: what is done already is passed over.</summary>
    Task RunAsync(string message, CancellationToken cancellationToken);
}
