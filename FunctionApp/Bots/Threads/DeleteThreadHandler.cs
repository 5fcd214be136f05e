using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.Bots.Threads;

internal sealed class DeleteThreadHandler(ThreadDeletion deletion) : IEventHandler<DeleteThreadRequest, DeleteThreadResponse>
{
    public async Task<DeleteThreadResponse> HandleAsync(Client client, DeleteThreadRequest request, CancellationToken cancellationToken) =>
        new() { ThreadId = await deletion.DeleteAsync(client, request.ThreadId, cancellationToken) };
}
