using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

internal sealed class GetThreadHandler(IThreadStore threads, ThreadIndex index, ThreadPages pages) : IEventHandler<GetThreadRequest, GetThreadResponse>
{
    private const int DefaultLimit = 20;

    public async Task<GetThreadResponse> HandleAsync(Client client, GetThreadRequest request, CancellationToken cancellationToken)
    {
        var id = await index.RequireIdAsync(client, request.ThreadId, cancellationToken);
        var cursor = new PageCursor(client, "get_thread", id);
        var after = cursor.Read(request.Next);
        var header = await threads.FindHeaderAsync(client, id, cancellationToken) ?? throw GatewayException.NotFound("thread", request.ThreadId);
        var (turns, isMore) = await pages.ReadAsync(client, id, after, request.Limit ?? DefaultLimit, cancellationToken);
        return new GetThreadResponse
        {
            ThreadId = id,
            CreatedAt = EntityId.TimeOf(id),
            LegacyId = header.LegacyId,
            Turns = [.. turns.Select(ToTurn)],
            Next = isMore ? cursor.After(turns[^1].Key) : null,
        };
    }

    private static ThreadTurn ToTurn(StoredTurn stored) => new()
    {
        Number = stored.Turn.Number,
        At = stored.AddedAt,
        Message = stored.Turn.User,
        Answer = stored.Turn.Assistant,
        Usage = stored.Turn.Usage,
        Truncated = stored.Turn.IsTruncated ? true : null,
    };
}
