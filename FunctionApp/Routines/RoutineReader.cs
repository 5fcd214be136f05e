using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Reads routines one by one and by pages, those whose rows are broken among them.</summary>
internal sealed class RoutineReader(TableServiceClient service)
{
    // Without the message, and without the continuation columns of a very long name or reason.
    private static readonly string[] ListedColumns =
    [
        nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), "BotId", "ThreadId", "Schedule", "TimeZone", "StartsAt", "EndsAt", "MaxRuns",
        "Status", "RunsDone", "Due", "WakeAt", "Rest", "RestsUntil", "LastDue", "SkippedAt", "Attempt", "Name", "Reason",
    ];

    private readonly Table _table = new(service.GetTableClient("routines"));

    /// <returns>The routine, or null if the client has none of this id.</returns>
    public async Task<StoredRoutine?> FindAsync(string clientId, string id, CancellationToken cancellationToken) =>
        EntityId.IsOf("routine", id)
        && await _table.FindAsync(DueIndex.ShardOf(id), RoutineRow.Key(clientId, id), cancellationToken) is { } row
            ? RoutineRow.Read(row)
            : null;

    /// <summary>Finds routines of a bot among those of its client.</summary>
    public async Task<IReadOnlyList<string>> FindOfBotAsync(string clientId, string botId, int most, CancellationToken cancellationToken)
    {
        var condition = TableClient.CreateQueryFilter($"BotId eq {botId}");
        string[] keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];
        var shards = await Task.WhenAll(DueIndex.ShardNames.Select(shard => _table
            .ReadRangeAsync(shard, RoutineRow.Key(clientId, ""), RoutineRow.EndKey(clientId), most, cancellationToken, keys, condition)
            .Take(most).Select(row => RoutineRow.ReadKey(row.RowKey).Id).ToListAsync(cancellationToken).AsTask()));
        return [.. shards.SelectMany(ids => ids).Order(StringComparer.Ordinal).Take(most)];
    }

    /// <summary>Reads the oldest routines that are younger than a given one, without their messages.</summary>
    public async Task<IReadOnlyList<StoredRoutine>> ReadPageAsync(string clientId, string? after, int most, CancellationToken cancellationToken)
    {
        // The exclamation mark comes before every hex digit.
        var from = after is null ? RoutineRow.Key(clientId, "") : RoutineRow.Key(clientId, after) + "!";
        var to = RoutineRow.EndKey(clientId);
        // Each shard has about a sixteenth of the page, so one request per shard is nearly always enough.
        var shards = DueIndex.ShardNames
            .Select(shard => _table.ReadRangeAsync(shard, from, to, (most / 8) + 2, cancellationToken, ListedColumns).GetAsyncEnumerator(cancellationToken))
            .ToList();
        try
        {
            return await MergeAsync(shards, most);
        }
        finally
        {
            foreach (var shard in shards)
                await shard.DisposeAsync();
        }
    }

    // Ids sort by creation time.
    private static async Task<List<StoredRoutine>> MergeAsync(IReadOnlyList<IAsyncEnumerator<TableEntity>> shards, int most)
    {
        var next = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
        var hasFirst = await Task.WhenAll(shards.Select(shard => shard.MoveNextAsync().AsTask()));
        next.EnqueueRange(shards.Where((_, i) => hasFirst[i]).Select(shard => (shard, shard.Current.RowKey)));

        var page = new List<StoredRoutine>(most);
        while (page.Count < most && next.TryDequeue(out var shard, out _))
        {
            shard.Current["Message"] = "";
            page.Add(RoutineRow.Read(shard.Current));
            if (await shard.MoveNextAsync())
                next.Enqueue(shard, shard.Current.RowKey);
        }

        return page;
    }
}
