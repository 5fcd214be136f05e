using BotGateway.Authentication;
using BotGateway.Contracts;

namespace BotGateway.Events;

/// <summary>Confirms to a client that it is authenticated, which the dispatcher has already checked.</summary>
internal sealed class CheckCredentialsHandler : IEventHandler<CheckCredentialsRequest, CheckCredentialsResponse>
{
    public Task<CheckCredentialsResponse> HandleAsync(Client client, CheckCredentialsRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckCredentialsResponse { Auth = true });
}
