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

    public abstract IReadOnlyList<EventExample> Examples { get; }

    /// <exception cref="GatewayException">Any answer other than success.</exception>
    public abstract Task<EventResult> HandleAsync(Client client, RequestBody body, CancellationToken cancellationToken);
}

internal sealed class Event<TRequest, TResponse>(
    string name, IReadOnlyList<string> aliases, IEventHandler<TRequest, TResponse> handler, RequestLimits limits)
    : Event(name, aliases, typeof(TRequest), typeof(TResponse))
    where TRequest : class, IEventRequest
    where TResponse : class
{
    public override IReadOnlyList<EventExample> Examples => TRequest.Examples;

    public override async Task<EventResult> HandleAsync(Client client, RequestBody body, CancellationToken cancellationToken)
    {
        var (request, unknown) = RequestContract.Of(typeof(TRequest)).Read(body, EventCatalog.NameFields);
        if (limits.UnknownFields == UnknownFields.Reject && unknown is [var first, ..])
            throw first.ToProblem();
        var response = await handler.HandleAsync(client, (TRequest)request, cancellationToken);
        return new EventResult(response, [.. unknown.Select(field => field.Path)]);
    }
}
