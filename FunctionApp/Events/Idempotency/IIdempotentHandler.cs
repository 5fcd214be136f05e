using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Events.Idempotency;

/// <summary>Handles an event whose request may be tried again under its key.</summary>
internal interface IIdempotentHandler<in TRequest, TResponse>
{
    /// <exception cref="GatewayException">Any answer other than success.</exception>
    Task<TResponse> HandleAsync(Client client, TRequest request, Attempt attempt, CancellationToken cancellationToken);
}
