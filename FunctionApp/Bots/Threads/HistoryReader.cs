using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>
/// Reads the newest turns of threads. Those that a thread's last history took on this instance are kept in memory, so that the next one reads the header and
/// newer turns only, or nothing if the thread's messages keep coming to this instance.
/// </summary>
/// <param name="mostTokens">A turn of more fits no history.</param>
internal sealed class HistoryReader(Table table, RecentTurns recent, int mostTokens)
{
    // Few turns are long and many histories short: one page usually holds all that fits the token budget. The Table service returns at most 1,000 rows.
    private const int PageSize = 50;
    private const int MostPageSize = 1_000;

    // The rows that a thread's last history took on this instance, so that the next one takes one page. Threads share a place by hash: after another one's,
    // a history may take more pages, or rows that it does not need.
    private readonly int[] _pageSizes = new int[4_096];

    /// <param name="fits">Asked for each turn, the newest first: whether it is wanted. The first that is not ends the reading.</param>
    public async Task<ThreadHistory?> FindAsync(string clientId, string id, Func<PastTurn, bool> fits, CancellationToken cancellationToken)
    {
        var partition = ThreadKeys.Partition(clientId, id);
        ThreadHeader? header = null;
        ETag? version = null;
        // The newest first, with the one that is not wanted: the next history usually ends there, and need not look what comes after the known turns.
        var read = new List<PastTurn>();
        var wanted = 0;
        var known = recent.Find(clientId, partition);
        var place = (uint)partition.GetHashCode(StringComparison.Ordinal) % _pageSizes.Length;
        await foreach (var row in ReadAsync(partition, known, Math.Clamp(_pageSizes[place], PageSize, MostPageSize), cancellationToken))
        {
            if (header is null)
            {
                // Turns without a header are not a thread.
                if (row.RowKey != ThreadKeys.Header)
                    return null;
                header = HeaderRow.Read(row);
                continue;
            }

            version ??= row.ETag;
            PastTurn[] next = known is not null && known.StartWith(row) ? known.Turns : [PastTurn.Of(TurnRow.Read(id, row), mostTokens)];
            var fitting = CountFitting(next, fits);
            wanted += fitting;
            read.AddRange(Newest(next, fitting + 1).Reverse());
            if (fitting < next.Length || next[0].Number == 1)
                break;
        }

        if (header is null)
            return null;
        // And the header, the turn that is added next, and one that does not fit.
        _pageSizes[place] = wanted + 3;
        read.Reverse();
        PastTurn[] turns = [.. read];
        if (version is { } newest)
        {
            var isSecond = known?.Header?.Version == header.Version;
            recent.Keep(clientId, partition, new KnownTurns(newest, turns, header.Version) { IsSecondInARow = isSecond });
        }

        return new ThreadHistory(turns.Length == 0 ? 0 : turns[^1].Number, Newest(turns, wanted), header);
    }

    /// <summary>See <see cref="IThreadStore.TryRecall"/>.</summary>
    public ThreadHistory? TryRecall(string clientId, string id, Func<PastTurn, bool> fits)
    {
        if (recent.Find(clientId, ThreadKeys.Partition(clientId, id)) is not { IsSecondInARow: true } known || known.TakeHeader() is not { } header)
            return null;
        var wanted = CountFitting(known.Turns, fits);
        known.MostNeeded = wanted + 1;
        return wanted < known.Turns.Length || known.Turns[0].Number == 1
            ? new ThreadHistory(known.Turns[^1].Number, Newest(known.Turns, wanted), header)
            : null;
    }

    /// <summary>Keeps a turn that this instance has added, with those before it that it knows.</summary>
    /// <param name="leased">The header under whose lease it was added.</param>
    /// <param name="written">The header as it was written with the turn.</param>
    /// <param name="rowVersion">The version of the turn's row.</param>
    public void Add(string clientId, string id, ThreadHeader leased, ThreadHeader written, Turn turn, ETag rowVersion)
    {
        var partition = ThreadKeys.Partition(clientId, id);
        var known = turn.Number == 1 ? null : recent.Find(clientId, partition);
        // Not those of a thread of the same id that was deleted meanwhile.
        if (turn.Number > 1 && (known?.Turns[^1].Number != turn.Number - 1 || known.HeaderVersion != leased.VersionBefore))
            return;
        PastTurn[] turns = [.. Newest(known?.Turns ?? [], known?.MostNeeded ?? 0), PastTurn.Of(turn, mostTokens)];
        recent.Keep(clientId, partition, new KnownTurns(rowVersion, turns, written.Version, written) { IsSecondInARow = known?.IsSecondInARow ?? false });
    }

    private static int CountFitting(PastTurn[] turns, Func<PastTurn, bool> fits)
    {
        var count = 0;
        while (count < turns.Length && fits(turns[turns.Length - 1 - count]))
            count++;
        return count;
    }

    private static ArraySegment<PastTurn> Newest(PastTurn[] turns, int most) =>
        turns.Length <= most ? turns : new ArraySegment<PastTurn>(turns, turns.Length - most, most);

    private async IAsyncEnumerable<TableEntity> ReadAsync(
        string partition, KnownTurns? known, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = ThreadKeys.Header;
        if (known is not null)
        {
            var isKnown = false;
            await foreach (var row in table.ReadRangeAsync(partition, from, After(known.NewestKey), PageSize, cancellationToken))
            {
                yield return row;
                isKnown = known.StartWith(row);
            }

            from = After(isKnown ? known.OldestKey : known.NewestKey);
        }

        await foreach (var row in table.ReadRangeAsync(partition, from, ThreadKeys.AfterTurns, pageSize, cancellationToken))
            yield return row;
    }

    // The exclamation mark comes before every digit.
    private static string After(string key) => $"{key}!";
}
