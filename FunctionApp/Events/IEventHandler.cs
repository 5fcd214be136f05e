using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Events;

/// <summary>Handles one event of the wire protocol.</summary>
internal interface IEventHandler<in TRequest, TResponse>
{
    /// <exception cref="GatewayException">Any answer other than success.</exception>
    Task<TResponse> HandleAsync(Client client, TRequest request, CancellationToken cancellationToken);
}
