using Azure.Data.Tables;
using BotGateway.Tables;
using BotGateway.Usage;

namespace BotGateway.Bots.Threads;

/// <summary>Finds turns by the reservation under which they were answered.</summary>
internal sealed class ReservedAnswers(TableServiceClient service, IThreadStore threads) : IReservedAnswers
{
    private const int PageSize = 50;

    // The difference between the clocks of two instances.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly Table _table = new(service.GetTableClient("threads"));

    public async Task<IReadOnlyList<UsageItem>> FindAsync(string clientId, Reservation reservation, CancellationToken cancellationToken)
    {
        // A process that stood still for minutes can then no longer add an answer. A lease that ends later is another message's, whose answer is paid for.
        await threads.RevokeLeaseAsync(clientId, reservation.ThreadId, reservation.Expires, cancellationToken);
        var rows = _table.ReadRangeAsync(
            ThreadKeys.Partition(clientId, reservation.ThreadId), ThreadKeys.FirstTurn, ThreadKeys.AfterTurns, PageSize, cancellationToken);
        return UsageItem.Sum(await rows
            .TakeWhile(row => row.Optional<DateTimeOffset>("AddedAt") >= reservation.OpenedAt - Skew)
            .Select(row => RowReader.Read(row, turn => TurnRow.ReadUse(turn, reservation.Id), "thread", reservation.ThreadId))
            .OfType<UsageItem>()
            .ToListAsync(cancellationToken));
    }
}
