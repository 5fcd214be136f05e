using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.Routines;

internal sealed class DeleteBotHandler(BotDeletion deletion) : IEventHandler<DeleteBotRequest, DeleteBotResponse>
{
    public Task<DeleteBotResponse> HandleAsync(Client client, DeleteBotRequest request, CancellationToken cancellationToken) =>
        deletion.DeleteAsync(client, request.BotId, cancellationToken);
}
