using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.Events;

/// <summary>An event whose request is read as a record.</summary>
internal abstract class TypedEvent<TRequest>(string name, IReadOnlyList<string> aliases, Type responseType, RequestLimits limits)
    : Event(name, aliases, typeof(TRequest), responseType)
    where TRequest : class, IEventRequest
{
    public sealed override IReadOnlyList<EventExample> Examples => TRequest.Examples;

    public sealed override async Task<EventResult> HandleAsync(Client client, RequestBody body, CancellationToken cancellationToken)
    {
        var (request, unknown) = RequestContract.Of(typeof(TRequest)).Read(body, EventCatalog.NameFields);
        if (limits.UnknownFields == UnknownFields.Reject && unknown is [var first, ..])
            throw first.ToProblem();
        var response = await HandleAsync(client, (TRequest)request, body, cancellationToken);
        return new EventResult(response, unknown.Count == 0 ? [] : [.. unknown.Select(field => field.Path)]);
    }

    protected abstract Task<object> HandleAsync(Client client, TRequest request, RequestBody body, CancellationToken cancellationToken);
}
