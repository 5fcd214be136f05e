using System.Globalization;
using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>
/// The messages of a client in flight, as rows of table <c>slots</c>: PartitionKey = client, RowKey = kind and number. A slot that is not released,
/// because its message was lost, is free when its lease expires.
/// </summary>
internal sealed partial class Slots(TableServiceClient service, TimeProvider clock, ILogger<Slots> logger)
{
    /// <summary>Longer than a message runs (4 minutes) after it has waited for an instance.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);

    // Ticks run every minute for at most 10 seconds: a slot taken within this time was taken by a concurrent tick.
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(20);

    private const int PageSize = 1000;

    private readonly Table _table = new(service.GetTableClient("slots"));

    public async Task<ClientSlots> ReadAsync(string client, string kind, int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        // The period is the character after the hyphen.
        await foreach (var row in _table.ReadRangeAsync(client, $"{kind}-", $"{kind}.", PageSize, cancellationToken))
            rows.Add(row.RowKey, row);

        // An unreadable row counts as expired, so that it blocks no work.
        var held = rows.Values.Select(TryRead).OfType<SlotRow>().Where(row => row.IsHeld(now)).ToDictionary(row => row.Name, StringComparer.Ordinal);
        var free = Enumerable.Range(0, most)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D3}"))
            .Select(name => (Name: name, Row: rows.GetValueOrDefault(name)))
            .Where(slot => !held.ContainsKey(slot.Name))
            .Take(Math.Max(0, most - held.Count));
        return new ClientSlots(
            client,
            [.. free],
            held.Values.SelectMany(row => row.Works.Split('\n')).ToHashSet(StringComparer.Ordinal),
            held.Values.Any(row => row.TakenAt > now - Recent));
    }

    /// <param name="works">The tokens of the messages, one per slot; at most as many as are free.</param>
    /// <returns>The slots in the order of the works; null if another tick was faster.</returns>
    public async Task<IReadOnlyList<Slot>?> TryTakeAsync(ClientSlots slots, IReadOnlyList<IEnumerable<string>> works, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var taken = works.Select((_, i) => new Slot(slots.Client, slots.Free[i].Name, Guid.NewGuid().ToString("N"))).ToList();
        var changes = taken.Zip(works, slots.Free).Select(each =>
        {
            var row = new TableEntity(slots.Client, each.First.Name)
            {
                ["Token"] = each.First.Token,
                ["TakenAt"] = now,
                ["Until"] = now + Lease,
            };
            row.SetText("Works", string.Join('\n', each.Second));
            return each.Third.Expired is { } expired
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, expired.ETag)
                : new TableTransactionAction(TableTransactionActionType.Add, row);
        });
        return await _table.TryWriteAsync([.. changes], cancellationToken) ? taken : null;
    }

    /// <returns>The version of the slot, needed to release it; null if another message holds it by now.</returns>
    public async Task<string?> TryKeepAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(slot.Client, slot.Name, cancellationToken) is not { } row || TryRead(row) is not { } held || held.Token != slot.Token)
            return null;
        var now = clock.GetUtcNow();
        if (held.Until > now + WorkRunner.WholeTime)
            return row.ETag.ToString();
        row["Until"] = now + Lease;
        return await _table.TryReplaceAsync([new(TableTransactionActionType.UpdateReplace, row, row.ETag)], cancellationToken);
    }

    /// <summary>Releases a slot, unless another message holds it by now.</summary>
    public Task ReleaseAsync(Slot slot, string? version, CancellationToken cancellationToken) => _table.TryWriteAsync(
        [new(TableTransactionActionType.Delete, new TableEntity(slot.Client, slot.Name), version is null ? ETag.All : new ETag(version))], cancellationToken);

    private SlotRow? TryRead(TableEntity row)
    {
        try
        {
            return SlotRow.Read(row);
        }
        catch (UnreadableRowException fault)
        {
            LogUnreadable(row.RowKey, row.PartitionKey, fault.Message);
            return null;
        }
    }

    [LoggerMessage(78, LogLevel.Error, "Slot {Slot} of client {Client} counts as free: its row cannot be read ({Reason})")]
    private partial void LogUnreadable(string slot, string client, string reason);
}
