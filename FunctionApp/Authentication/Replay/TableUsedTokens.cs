using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Authentication.Replay;

/// <summary>
/// Table <c>usedtokens</c>. RowKey: the hash. PartitionKey, with a shard (00 to 15), so that no partition is hot: of an encrypted token the minute of its last
/// instant (<c>yyyyMMddHHmm-00</c>, UTC), so that expired rows are one range of keys; of a JWT <c>jwt-00</c>, whatever its expiration, with the last instant in
/// column <c>Until</c>, so that one row is enough for all tokens with its <c>jti</c>.
/// </summary>
internal sealed class TableUsedTokens(TableServiceClient service, TimeProvider clock) : IUsedTokens
{
    private const int Shards = 16;
    private const string MinuteFormat = "yyyyMMddHHmm";
    private const string Jwts = "jwt-";

    // Hashes are hexadecimal.
    private const string FirstHash = "0";
    private const string AfterHashes = "g";

    private static readonly TimeSpan PreviousPeriod = TimeSpan.FromMinutes(6);

    private const int KeysInMemory = 10_000;
    private const int ConcurrentPartitions = 8;
    private const int MaxBatch = 100;
    private const int PageSize = 1_000;

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly Table _table = new(service.GetTableClient("usedtokens"));

    public async Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken)
    {
        var shard = $"{use.Hash[0] % Shards:D2}";
        if (use.IssuedAt is not { } issuedAt)
            return await TryAddAsync(new TableEntity($"{MinuteOf(use.AcceptedUntil)}-{shard}", use.HashText), cancellationToken);
        // What was issued before this instance started may have been used at one of the previous version, which may also get it still.
        return (issuedAt > _startedAt + AuthOptions.ClockSkew || await TryAddAsync(new TableEntity($"{PreviousMinuteOf(use)}-{shard}", use.HashText), cancellationToken))
            && await TryAddAsync(new TableEntity($"{Jwts}{shard}", use.HashText) { ["Until"] = use.AcceptedUntil }, cancellationToken);
    }

    private async Task<bool> TryAddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        row["Claim"] = claim;
        // After a lost response, the SDK's retry finds the row that it inserted itself.
        return await _table.TryWriteAsync(TableTransactionActionType.Add, row, cancellationToken)
            || ((await _table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken)) is { } there && there.TryGetValue("Claim", out var found) && found is Guid by && by == claim);
    }

    public async Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var last = now - TokenUse.Margin;
        var isOver = TableClient.CreateQueryFilter($"Until lt {last}");
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentPartitions, CancellationToken = cancellationToken };
        try
        {
            await foreach (var keys in _table.ReadKeysAsync("", MinuteOf(last), cancellationToken).Chunk(KeysInMemory).WithCancellation(cancellationToken))
            {
                await Parallel.ForEachAsync(
                    keys.GroupBy(key => key.Partition, key => key.Row), parallel, (rows, cancel) => DeleteAsync(rows.Key, rows.ToAsyncEnumerable(), cancel));
            }

            await Parallel.ForEachAsync(JwtPartitions(now), parallel, (partition, cancel) =>
            {
                var rows = _table.ReadKeysAsync(partition, FirstHash, AfterHashes, PageSize, cancel, isOver).Select(key => key.Row);
                return DeleteAsync(partition, rows, cancel);
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next cleanup deletes the rest.
        }

        return deleted;

        async ValueTask DeleteAsync(string partition, IAsyncEnumerable<string> rows, CancellationToken cancel)
        {
            await foreach (var batch in rows.Chunk(MaxBatch).WithCancellation(cancel))
            {
                if (await _table.TryDeleteAsync(partition, batch, cancel))
                    Interlocked.Add(ref deleted, batch.Length);
            }
        }
    }

    /// <summary>Those of JWTs, which are scanned whole: beginning with another one each minute, so that none is always the last if time runs out.</summary>
    internal static IEnumerable<string> JwtPartitions(DateTimeOffset now)
    {
        var first = now.UtcTicks / TimeSpan.TicksPerMinute;
        return Enumerable.Range(0, Shards).Select(i => $"{Jwts}{(first + i) % Shards:D2}");
    }

    // The previous version kept a JWT by the six minutes of its end.
    private static string PreviousMinuteOf(TokenUse use) =>
        MinuteOf(new DateTimeOffset((use.AcceptedUntil.UtcTicks / PreviousPeriod.Ticks + 1) * PreviousPeriod.Ticks, TimeSpan.Zero));

    private static string MinuteOf(DateTimeOffset time) => time.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);
}
