namespace BotGateway.Contracts;

/// <summary>The request of an event.</summary>
internal interface IEventRequest
{
    /// <summary>At least one example of each form of the event; tests send them to a gateway.</summary>
    static abstract IReadOnlyList<EventExample> Examples { get; }
}
