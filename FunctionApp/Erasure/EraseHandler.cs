using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;

namespace BotGateway.Erasure;

internal sealed class EraseHandler(ClientErasure erasure) : IEventHandler<EraseRequest, EraseResponse>
{
    public async Task<EraseResponse> HandleAsync(Client client, EraseRequest request, CancellationToken cancellationToken) => request.Confirm == client.Id
        ? (await erasure.RequestAsync(client.Id, cancellationToken)).ToResponse()
        : throw GatewayException.Invalid($"'confirm' must be your client id, '{client.Id}'.");
}
