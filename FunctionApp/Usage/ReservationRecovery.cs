namespace BotGateway.Usage;

/// <summary>Counts the answers of reservations that their processes have not closed: what the thread has of them was used, and the rest is given back.</summary>
internal sealed class ReservationRecovery(UsageStore store, UsageLedger ledger, IReservedAnswers answers, TimeProvider clock)
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
            var expired = await store.ReadReservationsAsync(due.ClientId, threadId: null, cancellationToken)
                .Where(reservation => reservation.Expires <= now).Take(MostPerStep).ToListAsync(cancellationToken);
            await Task.WhenAll(expired.Select(reservation => CloseAsync(due.ClientId, reservation, cancellationToken)));
            closed += expired.Count;
            if (expired.Count == MostPerStep)
            {
                waiting.Enqueue(due);
                continue;
            }

            await ledger.TellAsync(due.ClientId);
            await store.RemoveDueAsync(due, cancellationToken);
        }

        return closed;
    }

    /// <summary>Counts all answers of a thread, to which none can be added any more, before they are deleted.</summary>
    public async Task CloseThreadAsync(string clientId, string threadId, CancellationToken cancellationToken)
    {
        var open = await store.ReadReservationsAsync(clientId, threadId, cancellationToken).ToListAsync(cancellationToken);
        await Task.WhenAll(open.Select(reservation => CloseAsync(clientId, reservation, cancellationToken)));
    }

    /// <summary>Counts all answers of a client, whether or not their time has come: those that are still being given are not kept.</summary>
    /// <returns>Whether all are counted.</returns>
    public async Task<bool> CloseClientAsync(string clientId, CancellationToken cancellationToken)
    {
        await ledger.CloseAsync(clientId);
        var open = await store.ReadReservationsAsync(clientId, threadId: null, cancellationToken).Take(MostPerStep).ToListAsync(cancellationToken);
        await Task.WhenAll(open.Select(reservation => CloseAsync(clientId, reservation, cancellationToken)));
        return open.Count < MostPerStep;
    }

    private async Task CloseAsync(string clientId, Reservation reservation, CancellationToken cancellationToken)
    {
        var items = await answers.FindAsync(clientId, reservation, cancellationToken);
        await ledger.MakeAsync(clientId, new LedgerChange(ReservationRow.Delete(clientId, reservation), items, -reservation.Tokens));
    }
}
