using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Usage;

/// <summary>
/// Table <c>usage</c>: a partition per client with its account, its sums and its reservations, and the partition <c>_due</c>, which tells which clients may have
/// reservations that a crash left.
/// </summary>
internal sealed class UsageStore(TableServiceClient service, ILogger<UsageStore> logger)
{
    // No client's id has an underscore.
    private const string DuePartition = "_due";
    private const int PageSize = 1000;

    public Table Table { get; } = new(service.GetTableClient("usage"));

    public async Task<Account> ReadAccountAsync(string clientId, CancellationToken cancellationToken) =>
        await Table.FindAsync(clientId, AccountRow.Key, cancellationToken) is { } row
            ? RowReader.Read(row, AccountRow.Read, "account of client", clientId)
            : Account.None;

    public async Task<UsageAmount> ReadSumAsync(string clientId, string key, CancellationToken cancellationToken) =>
        await Table.FindAsync(clientId, key, cancellationToken) is { } row
            ? RowReader.Read(row, CounterRow.Read, "usage row", key).Amount
            : default;

    /// <summary>Reads the sums of some days.</summary>
    /// <param name="kind"><see cref="CounterRow.OfModel"/> or <see cref="CounterRow.OfBot"/>.</param>
    public IAsyncEnumerable<UsageItem> ReadSumsAsync(string clientId, string kind, DateOnly from, DateOnly to, CancellationToken cancellationToken) => Table
        .ReadRangeAsync(clientId, CounterRow.FirstKey(kind, from), CounterRow.EndKey(kind, to), PageSize, cancellationToken)
        .Select(row => RowReader.Read(row, CounterRow.Read, "usage row", row.RowKey));

    /// <param name="threadId">Whose reservations; null for all of the client.</param>
    public IAsyncEnumerable<Reservation> ReadReservationsAsync(string clientId, string? threadId, CancellationToken cancellationToken) => new RowReader(logger).ReadAllAsync(
        Table.ReadRangeAsync(
            clientId,
            threadId is null ? ReservationRow.First : ReservationRow.FirstOf(threadId),
            threadId is null ? ReservationRow.End : ReservationRow.EndOf(threadId),
            PageSize,
            cancellationToken),
        ReservationRow.Read);

    /// <summary>Writes down that a client may have reservations that have expired at a time.</summary>
    public Task AnnounceAsync(string clientId, DateTimeOffset due, CancellationToken cancellationToken) =>
        Table.TryWriteAsync(TableTransactionActionType.UpsertReplace, new TableEntity(DuePartition, $"{Format(due)}_{clientId}"), cancellationToken);

    public async Task<IReadOnlyList<DueClient>> ReadDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        await Table.ReadRangeAsync(DuePartition, "0", Format(now), most, cancellationToken).Take(most)
            .Select(row => new DueClient(row.RowKey, row.RowKey[(row.RowKey.IndexOf('_', StringComparison.Ordinal) + 1)..])).ToListAsync(cancellationToken);

    public static bool IsClient(string? partition) => partition is not (null or DuePartition);

    /// <returns>The partition that comes after another; null after the last.</returns>
    public async Task<string?> FindPartitionAsync(string after, CancellationToken cancellationToken) =>
        // The exclamation mark comes before all characters of clients' ids.
        await Table.ReadKeysAsync($"{after}!", "~", cancellationToken, pageSize: 1).Select(key => key.Partition).FirstOrDefaultAsync(cancellationToken);

    public Task RemoveDueAsync(DueClient due, CancellationToken cancellationToken) => Table.TryDeleteAsync(DuePartition, [due.Key], cancellationToken);

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
