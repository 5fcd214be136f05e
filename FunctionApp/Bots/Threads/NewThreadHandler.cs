using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

internal sealed class NewThreadHandler(IThreadStore threads, TimeProvider clock) : IEventHandler<NewThreadRequest, NewThreadResponse>
{
    public async Task<NewThreadResponse> HandleAsync(Client client, NewThreadRequest request, CancellationToken cancellationToken)
    {
        LegacyId.Check(request.LegacyId);
        var id = EntityId.New("thread", clock);
        await threads.AddAsync(client, new NewThread(id, LegacyId: request.LegacyId), cancellationToken);
        return new NewThreadResponse { ThreadId = id, Id = id };
    }
}
