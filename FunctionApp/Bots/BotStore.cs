using Azure;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Bots;

/// <summary>Bots in table <c>bots</c>: PartitionKey = client, RowKey = bot, <c>legacy_</c> and an id of the old service, or <c>added_</c> and a bot.</summary>
internal sealed class BotStore(TableServiceClient service, ILogger<BotStore> logger) : IBotStore
{
    private static readonly string[] ListedColumns =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), "Name", "Model", "Temperature", "Version", "LegacyId"];

    private readonly Table _table = new(service.GetTableClient("bots"));

    public async Task AddAsync(Client owner, Bot bot, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> changes = [new(TableTransactionActionType.Add, BotRow.From(owner.Id, bot))];
        if (bot.LegacyId is { } legacyId)
            changes.Add(new(TableTransactionActionType.Add, new TableEntity(owner.Id, LegacyKey(legacyId)) { ["Bot"] = bot.Id }));
        // Rows that are there already are these: ids are used once, and kept when something is tried again.
        if (!await _table.TryWriteAsync(changes, cancellationToken) && bot.LegacyId is { } taken && await FindByLegacyIdAsync(owner, taken, cancellationToken) != bot.Id)
            throw LegacyId.Taken(taken, "bot");
    }

    public Task AddOnceAsync(Client owner, Bot bot, CancellationToken cancellationToken) => _table.TryWriteAsync(
        [
            new(TableTransactionActionType.Add, BotRow.From(owner.Id, bot)),
            new(TableTransactionActionType.Add, new TableEntity(owner.Id, AddedKey(bot.Id))),
        ],
        cancellationToken);

    public async Task<bool> WasAddedAsync(Client owner, string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(owner.Id, AddedKey(id), cancellationToken) is not null;

    public Task ForgetAddedAsync(Client owner, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        _table.TryDeleteAsync(owner.Id, ids.Select(AddedKey), cancellationToken);

    public async Task<Bot?> FindAsync(Client owner, string id, CancellationToken cancellationToken) =>
        await FindRowAsync(owner, id, cancellationToken) is { } row ? RowReader.Read(row, BotRow.Read, "bot", row.RowKey) : null;

    public async Task<string?> FindIdAsync(Client owner, string id, CancellationToken cancellationToken) =>
        (await FindRowAsync(owner, id, cancellationToken))?.RowKey;

    public async Task<bool> ExistsAsync(string clientId, string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(clientId, id, cancellationToken) is not null;

    public async Task<IReadOnlyList<Bot>> ReadPageAsync(Client owner, string? after, int most, CancellationToken cancellationToken)
    {
        // The exclamation mark comes before every hex digit, the backquote after the underscore.
        var from = after is null ? "bot_" : $"{after}!";
        var rows = _table.ReadRangeAsync(owner.Id, from, "bot`", most, cancellationToken, ListedColumns);
        return await new RowReader(logger).ReadAllAsync(rows, BotRow.ReadListed).Take(most).ToListAsync(cancellationToken);
    }

    public Task<bool> TryUpdateAsync(Client owner, Bot bot, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([new(TableTransactionActionType.UpdateReplace, BotRow.From(owner.Id, bot), new ETag(bot.ETag))], cancellationToken);

    public async Task<bool> TryDeleteAsync(Client owner, string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(owner.Id, id, cancellationToken) is { } row
        && await _table.TryDeleteAsync(
            owner.Id, row.TryGetValue("LegacyId", out var legacyId) && legacyId is string text ? [id, LegacyKey(text)] : [id], cancellationToken);

    private async Task<TableEntity?> FindRowAsync(Client owner, string id, CancellationToken cancellationToken)
    {
        var own = EntityId.IsOf("bot", id) ? id : LegacyId.IsValid(id) ? await FindByLegacyIdAsync(owner, id, cancellationToken) : null;
        return own is null ? null : await _table.FindAsync(owner.Id, own, cancellationToken);
    }

    private async Task<string?> FindByLegacyIdAsync(Client owner, string legacyId, CancellationToken cancellationToken) =>
        (await _table.FindAsync(owner.Id, LegacyKey(legacyId), cancellationToken))?.GetString("Bot");

    private static string AddedKey(string id) => $"added_{id}";

    private static string LegacyKey(string legacyId) => $"legacy_{legacyId}";
}
