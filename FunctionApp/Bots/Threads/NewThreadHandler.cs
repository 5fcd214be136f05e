using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

internal sealed class NewThreadHandler(IThreadStore threads, DeletedIds deleted) : IIdempotentHandler<NewThreadRequest, NewThreadResponse>
{
    public async Task<NewThreadResponse> HandleAsync(Client client, NewThreadRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        LegacyId.Check(request.LegacyId);
        var id = attempt.NewId("thread");
        if (!attempt.IsRepeated || !await deleted.ContainsAsync(client.Id, id, cancellationToken))
            await threads.AddAsync(client, new NewThread(id, LegacyId: request.LegacyId), cancellationToken);
        return new NewThreadResponse { ThreadId = id, Id = id };
    }
}
