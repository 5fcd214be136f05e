using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;

namespace BotGateway.Bots.Threads;

internal sealed class NewThreadHandler(IThreadStore threads) : IIdempotentHandler<NewThreadRequest, NewThreadResponse>
{
    public async Task<NewThreadResponse> HandleAsync(Client client, NewThreadRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        LegacyId.Check(request.LegacyId);
        var id = attempt.NewId("thread");
        await threads.AddAsync(client, new NewThread(id, LegacyId: request.LegacyId), cancellationToken);
        return new NewThreadResponse { ThreadId = id, Id = id };
    }
}
