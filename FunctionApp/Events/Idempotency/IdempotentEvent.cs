using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.Events.Idempotency;

/// <summary>An event whose requests may have an idempotency key.</summary>
internal sealed class IdempotentEvent<TRequest, TResponse>(
    string name,
    IReadOnlyList<string> aliases,
    Func<IIdempotentHandler<TRequest, TResponse>> handler,
    IdempotencyKeys keys,
    RequestLimits limits,
    TimeProvider clock)
    : TypedEvent<TRequest>(name, aliases, typeof(TResponse), limits)
    where TRequest : class, IEventRequest
    where TResponse : class
{
    private const int MostCharacters = 128;

    protected override async Task<object> HandleAsync(Client client, TRequest request, RequestBody body, CancellationToken cancellationToken)
    {
        if (request is not IIdempotentRequest { IdempotencyKey: { } key })
            return await handler().HandleAsync(client, request, Attempt.Only(clock), cancellationToken);

        if (key.Length > MostCharacters || !key.All(character => character is > ' ' and <= '~'))
            throw GatewayException.Invalid($"'idempotency_key' must be 1 to {MostCharacters} visible ASCII characters.");
        var response = await keys.RunAsync(
            client,
            key,
            HashOf(body),
            async attempt =>
            {
                object answer = await handler().HandleAsync(client, request, attempt, cancellationToken);
                return JsonSerializer.Serialize(answer, ContractsJson.SerializerOptions.GetTypeInfo(answer.GetType()));
            },
            cancellationToken);
        return new RawJson(Encoding.UTF8.GetBytes(response));
    }

    // Each field as it stands, in whatever order; the event under any of its names.
    private string HashOf(RequestBody body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Name));
        body.AppendFields(hash, EventCatalog.NameFields);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
