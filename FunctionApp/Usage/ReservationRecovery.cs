using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Usage;

/// <summary>Counts the answers of reservations that their processes have not closed: what the thread has of them was used, and the rest is given back.</summary>
internal sealed partial class ReservationRecovery(
    UsageStore store, UsageLedger ledger, IReservedAnswers answers, TimeProvider clock, ILogger<ReservationRecovery> logger)
{
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(10);
    private const int MostClients = 100;
    private const int MostPerStep = 20;

    /// <summary>Recovers what has expired, those of all clients in turn.</summary>
    /// <returns>How many reservations were closed.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = new Queue<DueClient>(await store.ReadDueAsync(now, MostClients, cancellationToken));
        var closed = 0;
        while (clock.GetUtcNow() < now + LongestWork && waiting.TryDequeue(out var due))
        {
            try
            {
                var step = await RecoverAsync(due, now, cancellationToken);
                closed += step;
                if (step == MostPerStep)
                    waiting.Enqueue(due);
            }
            catch (GatewayException fault) when (fault.Kind == ErrorKind.Internal)
            {
                // Of this client only, such as a row that an operator must mend.
                LogFailed(due.ClientId, SafeExceptionSummary.Of(fault));
            }
        }

        return closed;
    }

    /// <summary>Counts all answers of a thread, to which none can be added any more, before they are deleted.</summary>
    public async Task CloseThreadAsync(string clientId, string threadId, CancellationToken cancellationToken)
    {
        var open = await store.ReadReservationsAsync(clientId, threadId, cancellationToken).ToListAsync(cancellationToken);
        await Task.WhenAll(open.Select(reservation => CloseAsync(clientId, reservation, cancellationToken)));
    }

    /// <summary>Counts all answers of a client, expired or not: those that are still being given are not kept.</summary>
    /// <returns>Whether all are counted.</returns>
    public async Task<bool> CloseClientAsync(string clientId, CancellationToken cancellationToken)
    {
        await ledger.CloseAsync(clientId);
        var open = await store.ReadReservationsAsync(clientId, threadId: null, cancellationToken).Take(MostPerStep).ToListAsync(cancellationToken);
        await Task.WhenAll(open.Select(reservation => CloseAsync(clientId, reservation, cancellationToken)));
        return open.Count < MostPerStep;
    }

    private async Task<int> RecoverAsync(DueClient due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expired = await store.ReadReservationsAsync(due.ClientId, threadId: null, cancellationToken)
            .Where(reservation => reservation.Expires <= now).Take(MostPerStep).ToListAsync(cancellationToken);
        await Task.WhenAll(expired.Select(async reservation =>
            LogRecovered(reservation.ThreadId, await CloseAsync(due.ClientId, reservation, cancellationToken))));
        if (expired.Count < MostPerStep)
        {
            await ledger.TellAsync(due.ClientId);
            await store.RemoveDueAsync(due, cancellationToken);
        }

        return expired.Count;
    }

    // How many answers were counted.
    private async Task<long> CloseAsync(string clientId, Reservation reservation, CancellationToken cancellationToken)
    {
        var items = await answers.FindAsync(clientId, reservation, cancellationToken);
        await ledger.MakeAsync(clientId, new LedgerChange(ReservationRow.Delete(clientId, reservation), items, -reservation.Tokens));
        return items.Sum(item => item.Amount.Requests);
    }

    [LoggerMessage(
        99,
        LogLevel.Information,
        "A process ended with a reservation of thread {ThreadId}: {Count} answers are counted; one that it had not stored is billed by the model service and not counted")]
    private partial void LogRecovered(string threadId, long count);

    [LoggerMessage(98, LogLevel.Error, "Reservations of client {ClientId} cannot be recovered ({Causes})")]
    private partial void LogFailed(string clientId, string causes);
}
