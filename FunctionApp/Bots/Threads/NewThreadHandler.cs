using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

internal sealed class NewThreadHandler(IThreadStore threads, TimeProvider clock) : IEventHandler<NewThreadRequest, NewThreadResponse>
{
    public async Task<NewThreadResponse> HandleAsync(Client client, NewThreadRequest request, CancellationToken cancellationToken)
    {
        var id = EntityId.New("thread", clock);
        await threads.AddAsync(client, id, cancellationToken);
        return new NewThreadResponse { ThreadId = id, Id = id };
    }
}
