using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Scheduling;

/// <summary>When the timer last came to the end of a tick, on whichever instance: the host runs it on one, and a probe asks any.</summary>
internal sealed class TickLog(TableServiceClient service, TimeProvider clock)
{
    // A tick comes every minute; where none has come for so long, the timer stands still.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Table _table = new(service.GetTableClient("ticks"));
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public Task RecordAsync(CancellationToken cancellationToken) => _table.TryWriteAsync(
        TableTransactionActionType.UpsertReplace, new TableEntity("ticks", "last") { ["At"] = clock.GetUtcNow() }, cancellationToken);

    public async Task<TimerState> FindLastAsync(CancellationToken cancellationToken)
    {
        // One that cannot be read is none: the next tick writes it anew.
        var row = await _table.FindAsync("ticks", "last", cancellationToken);
        DateTimeOffset? last = row is not null && row.TryGetValue("At", out var at) && at is DateTimeOffset time ? time : null;
        // An app that has just started has had no time for a tick.
        var since = last > _startedAt ? last.Value : _startedAt;
        return new TimerState(last, clock.GetUtcNow() - since < Longest);
    }
}

/// <param name="LastTick">When the last tick ended; null if there was none.</param>
/// <param name="IsRunning">Whether there was one in the last 5 minutes.</param>
internal sealed record TimerState(DateTimeOffset? LastTick, bool IsRunning);
