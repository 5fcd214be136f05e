using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.Events;

/// <summary>An event of the wire protocol: its names, contract and handler.</summary>
internal abstract class Event(string name, IReadOnlyList<string> aliases, Type requestType, Type responseType)
{
    public string Name => name;

    public IReadOnlyList<string> Aliases => aliases;

    public Type RequestType => requestType;

    public Type ResponseType => responseType;

    /// <summary>Whether a client gets an answer while its data is being erased.</summary>
    public bool IsAnsweredDuringErasure { get; init; }

    public abstract IReadOnlyList<EventExample> Examples { get; }

    /// <exception cref="GatewayException">Any answer other than success.</exception>
    public abstract Task<EventResult> HandleAsync(Client client, RequestBody body, CancellationToken cancellationToken);
}

internal sealed class Event<TRequest, TResponse>(
    string name, IReadOnlyList<string> aliases, Func<IEventHandler<TRequest, TResponse>> handler, RequestLimits limits)
    : TypedEvent<TRequest>(name, aliases, typeof(TResponse), limits)
    where TRequest : class, IEventRequest
    where TResponse : class
{
    protected override async Task<object> HandleAsync(Client client, TRequest request, RequestBody body, CancellationToken cancellationToken) =>
        await handler().HandleAsync(client, request, cancellationToken);
}
