using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

internal sealed class ListThreadsHandler(IBotStore bots, ThreadIndex threads) : IEventHandler<ListThreadsRequest, ListThreadsResponse>
{
    private const int MostPerPage = 100;

    public async Task<ListThreadsResponse> HandleAsync(Client client, ListThreadsRequest request, CancellationToken cancellationToken)
    {
        var botId = request.BotId is { } id ? await bots.FindIdAsync(client, id, cancellationToken) ?? throw GatewayException.NotFound("bot", id) : null;
        var limit = request.Limit ?? MostPerPage;
        var cursor = new PageCursor(client, "list_threads", botId);
        var found = await threads.ReadPageAsync(client.Id, botId, cursor.Read(request.Next), limit + 1, cancellationToken);
        return new ListThreadsResponse
        {
            Threads = [.. found.Take(limit).Select(ToSummary)],
            Next = cursor.Next(found, limit, thread => thread.Id),
        };
    }

    private static ThreadSummary ToSummary(NewThread thread) =>
        new() { ThreadId = thread.Id, CreatedAt = EntityId.TimeOf(thread.Id), LegacyId = thread.LegacyId };
}
