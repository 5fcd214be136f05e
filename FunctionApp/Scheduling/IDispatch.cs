namespace BotGateway.Scheduling;

/// <summary>Finds what is due and hands it to the queue; how long the work itself takes is no matter.</summary>
public interface IDispatch
{
    /// <summary>Dispatches what is due.</summary>
    /// <param name="endBy">Nothing is begun after this; the next tick goes on.</param>
    /// <param name="cancellationToken">Ends the tick.</param>
    Task DispatchAsync(DateTimeOffset endBy, CancellationToken cancellationToken);
}
