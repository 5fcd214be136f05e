using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>Reads the turns of threads by pages, the newest first.</summary>
internal sealed class ThreadPages(TableServiceClient service)
{
    // A turn has up to 450,000 characters, and 100 of them would be an answer of 90 MB.
    private const int MostCharacters = 1_000_000;

    private readonly Table _table = new(service.GetTableClient("threads"));

    /// <param name="after">The key of the last turn of the page before, or null.</param>
    /// <returns>Turns with their times and keys: fewer than the limit at the end, and where they are long.</returns>
    public async Task<(IReadOnlyList<StoredTurn> Turns, bool IsMore)> ReadAsync(
        Client owner, string id, string? after, int limit, CancellationToken cancellationToken)
    {
        var turns = new List<StoredTurn>();
        var characters = 0;
        var from = after is null ? ThreadKeys.FirstTurn : $"{after}!";
        // One more tells whether there is a next page.
        await foreach (var row in _table.ReadRangeAsync(ThreadKeys.Partition(owner.Id, id), from, ThreadKeys.AfterTurns, limit + 1, cancellationToken))
        {
            if (turns.Count == limit || characters >= MostCharacters)
                return (turns, true);
            var turn = TurnRow.Read(id, row);
            characters += turn.User.Length + turn.Assistant.Length;
            turns.Add(new StoredTurn(row.RowKey, turn, row.TryGetValue("AddedAt", out var at) ? at as DateTimeOffset? : null));
        }

        return (turns, false);
    }
}
