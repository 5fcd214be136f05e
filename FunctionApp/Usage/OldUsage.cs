using System.Collections.Immutable;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>
/// Deletes sums of days that nobody asks about any more. The timer goes through all clients once a day, also those that are no longer in the settings, a portion of
/// each in turn. A process that starts begins anew.
/// </summary>
internal sealed class OldUsage(UsageStore store, TimeProvider clock)
{
    /// <summary>So that the same month of the year before can be compared to its last day.</summary>
    public const int DaysKept = 400;

    // Of a tick, whose other steps need the table too.
    private const int MostSteps = 20;
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(5);

    private readonly RowEraser _rows = new(store.Table);
    private Round _round = new(DateOnly.MinValue, null, []);

    /// <returns>How many sums were deleted.</returns>
    public async Task<int> DeleteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = UsageItem.DayOf(now);
        var round = _round.Day == today ? _round : new Round(today, "", []);
        var deleted = 0;
        for (var i = 0; i < MostSteps && clock.GetUtcNow() < now + LongestWork && await NextAsync(round, cancellationToken) is { } next; i++)
        {
            if (next.ClientId is { } clientId)
            {
                var (count, isDone) = await DeleteAsync(clientId, today.AddDays(-DaysKept), cancellationToken);
                deleted += count;
                next = isDone ? next : next with { Round = next.Round with { Again = next.Round.Again.Enqueue(clientId) } };
            }

            round = _round = next.Round;
        }

        return deleted;
    }

    // First all clients in the order of their ids, then those that had more than a portion.
    private async Task<(string? ClientId, Round Round)?> NextAsync(Round round, CancellationToken cancellationToken)
    {
        if (round.After is not null)
        {
            var found = await store.FindPartitionAsync(round.After, cancellationToken);
            return (UsageStore.IsClient(found) ? found : null, round with { After = found });
        }

        return round.Again.IsEmpty ? null : (round.Again.Peek(), round with { Again = round.Again.Dequeue() });
    }

    private async Task<(int Count, bool IsDone)> DeleteAsync(string clientId, DateOnly before, CancellationToken cancellationToken)
    {
        var erased = await Task.WhenAll(new[] { CounterRow.OfBot, CounterRow.OfModel }.Select(kind =>
            _rows.EraseRangeAsync(clientId, $"{kind}_", CounterRow.FirstKey(kind, before), cancellationToken)));
        return (erased.Sum(part => part.Deleted.Count), erased.All(part => part.IsDone));
    }

    /// <param name="After">The client before the next one; null after the last.</param>
    /// <param name="Again">Those of whom there is more.</param>
    private sealed record Round(DateOnly Day, string? After, ImmutableQueue<string> Again);
}
