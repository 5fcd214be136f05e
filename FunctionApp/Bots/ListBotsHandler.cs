using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.Bots;

internal sealed class ListBotsHandler(IBotStore bots) : IEventHandler<ListBotsRequest, ListBotsResponse>
{
    private const int MostPerPage = 100;

    public async Task<ListBotsResponse> HandleAsync(Client client, ListBotsRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? MostPerPage;
        var cursor = new PageCursor(client, "list_bots");
        var found = await bots.ReadPageAsync(client, cursor.Read(request.Next), limit + 1, cancellationToken);
        return new ListBotsResponse
        {
            Bots = [.. found.Take(limit).Select(bot => bot.ToSummary())],
            Next = cursor.Next(found, limit, bot => bot.Id),
        };
    }
}
