using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>
/// Lists a client's threads, the newest first, in table <c>threadlists</c>: PartitionKey = client, RowKey = <c>all:</c>, bot or <c>legacy:</c>, and the thread
/// counting down or the old service's id. What is known of a thread changes in one batch. Threads of earlier versions get into it with their next message.
/// </summary>
internal sealed class ThreadIndex(TableServiceClient service)
{
    private const string All = "all";

    // What is deleted with a thread fits one batch.
    private const int MostBots = 90;
    private const int BatchSize = 100;

    private readonly Table _table = new(service.GetTableClient("threadlists"));

    /// <summary>Lists a new thread. One that is there already stays as it is.</summary>
    /// <returns>False if another thread has its legacy id.</returns>
    public async Task<bool> TryAddAsync(string clientId, NewThread thread, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> changes =
            [new(TableTransactionActionType.Add, new TableEntity(clientId, Key(All, thread.Id)) { ["Bots"] = thread.BotId, ["LegacyId"] = thread.LegacyId })];
        if (thread.BotId is { } botId)
            changes.Add(new(TableTransactionActionType.UpsertReplace, EntryOf(clientId, botId, thread.Id, thread.LegacyId)));
        if (thread.LegacyId is { } legacyId)
            changes.Add(new(TableTransactionActionType.Add, new TableEntity(clientId, LegacyKey(legacyId)) { ["Thread"] = thread.Id }));
        return await _table.TryWriteAsync(changes, cancellationToken)
            || thread.LegacyId is null
            || await FindByLegacyIdAsync(clientId, thread.LegacyId, cancellationToken) == thread.Id;
    }

    /// <summary>Lists a thread under a bot that answers in it, if it is not yet.</summary>
    public async Task AddBotAsync(string clientId, string threadId, string botId, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(clientId, Key(All, threadId), cancellationToken);
        string[] bots = BotsOf(row);
        if (bots.Contains(botId) || bots.Length >= MostBots)
            return;
        var all = row ?? new TableEntity(clientId, Key(All, threadId));
        all["Bots"] = string.Join(',', [.. bots, botId]);
        // If another message was faster, the next one looks again.
        await _table.TryWriteAsync(
            [
                new(row is null ? TableTransactionActionType.Add : TableTransactionActionType.UpdateReplace, all, all.ETag),
                new(TableTransactionActionType.UpsertReplace, EntryOf(clientId, botId, threadId, LegacyIdOf(all))),
            ],
            cancellationToken);
    }

    /// <returns>The gateway's id of a thread that may not exist; null if it cannot.</returns>
    public async Task<string?> FindIdAsync(Client client, string id, CancellationToken cancellationToken) => EntityId.IsOf("thread", id)
        ? id
        : LegacyId.IsValid(id) ? await FindByLegacyIdAsync(client.Id, id, cancellationToken) : null;

    public async Task<string> RequireIdAsync(Client client, string id, CancellationToken cancellationToken) =>
        await FindIdAsync(client, id, cancellationToken) ?? throw GatewayException.NotFound("thread", id);

    /// <param name="botId">The bot that answered in them, or null for all.</param>
    public async Task<IReadOnlyList<NewThread>> ReadPageAsync(string clientId, string? botId, string? after, int most, CancellationToken cancellationToken)
    {
        var list = botId ?? All;
        // The exclamation mark comes before every hex digit, the semicolon after the colon.
        var from = after is null ? $"{list}:" : $"{Key(list, after)}!";
        return await _table.ReadRangeAsync(clientId, from, $"{list};", most, cancellationToken)
            .Take(most)
            .Select(row => new NewThread(ThreadKeys.FromInverted(row.RowKey[(list.Length + 1)..]), botId, LegacyIdOf(row)))
            .ToListAsync(cancellationToken);
    }

    public async Task RemoveAsync(string clientId, string threadId, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(clientId, Key(All, threadId), cancellationToken) is not { } row)
            return;
        List<string> keys = [.. BotsOf(row).Select(bot => Key(bot, threadId)), row.RowKey];
        if (LegacyIdOf(row) is { } legacyId)
            keys.Insert(0, LegacyKey(legacyId));
        if (await _table.TryDeleteAsync(clientId, keys, cancellationToken))
            return;
        // One is gone already, with its bot: the one that knows of the others goes last.
        foreach (var key in keys)
            await _table.TryDeleteAsync(clientId, [key], cancellationToken);
    }

    /// <summary>Removes the list of a bot's threads, which stay.</summary>
    /// <returns>Whether all of it is gone.</returns>
    public async Task<bool> RemoveBotAsync(string clientId, string botId, int most, CancellationToken cancellationToken)
    {
        var keys = await _table.ReadRangeAsync(clientId, $"{botId}:", $"{botId};", most, cancellationToken, [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)])
            .Take(most).Select(row => row.RowKey).ToListAsync(cancellationToken);
        var areGone = keys.Count < most;
        foreach (var batch in keys.Chunk(BatchSize))
            areGone &= await _table.TryDeleteAsync(clientId, batch, cancellationToken);
        return areGone;
    }

    private async Task<string?> FindByLegacyIdAsync(string clientId, string legacyId, CancellationToken cancellationToken) =>
        await _table.FindAsync(clientId, LegacyKey(legacyId), cancellationToken) is { } row ? TextOf(row, "Thread") : null;

    private static TableEntity EntryOf(string clientId, string botId, string threadId, string? legacyId) =>
        new(clientId, Key(botId, threadId)) { ["LegacyId"] = legacyId };

    private static string[] BotsOf(TableEntity? row) => row is not null && TextOf(row, "Bots") is { } bots ? bots.Split(',') : [];

    private static string? LegacyIdOf(TableEntity row) => TextOf(row, "LegacyId");

    private static string? TextOf(TableEntity row, string column) => row.TryGetValue(column, out var value) ? value as string : null;

    private static string Key(string list, string threadId) => $"{list}:{ThreadKeys.Inverted(threadId)}";

    private static string LegacyKey(string legacyId) => $"legacy:{legacyId}";
}
