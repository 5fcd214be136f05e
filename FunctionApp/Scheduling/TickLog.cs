using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Scheduling;

/// <summary>When the last tick completed, on any instance: the host runs the timer on one, and a probe may reach another.</summary>
internal sealed class TickLog(TableServiceClient service, TimeProvider clock)
{
    // A tick runs every minute; if there was none for this long, the timer has stopped.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Table _table = new(service.GetTableClient("ticks"));
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public Task RecordAsync(CancellationToken cancellationToken) => _table.TryWriteAsync(
        TableTransactionActionType.UpsertReplace, new TableEntity("ticks", "last") { ["At"] = clock.GetUtcNow() }, cancellationToken);

    public async Task<TimerState> FindLastAsync(CancellationToken cancellationToken)
    {
        // An unreadable row counts as missing: the next tick overwrites it.
        var row = await _table.FindAsync("ticks", "last", cancellationToken);
        DateTimeOffset? last = row is not null && row.TryGetValue("At", out var at) && at is DateTimeOffset time ? time : null;
        // An app that has just started has not had time for a tick.
        var since = last > _startedAt ? last.Value : _startedAt;
        return new TimerState(last, clock.GetUtcNow() - since < Longest);
    }
}

/// <param name="LastTick">When the last tick ended; null if there was none.</param>
/// <param name="IsRunning">Whether there was one in the last 5 minutes.</param>
internal sealed record TimerState(DateTimeOffset? LastTick, bool IsRunning);
