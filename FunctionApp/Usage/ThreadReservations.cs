using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Usage;

/// <summary>The reservations of one client that this process uses: one for each thread, for as many messages as come within its time.</summary>
internal sealed partial class ThreadReservations(string clientId, UsageStore store, ClientLedger ledger, TimeProvider clock, ILogger logger)
{
    // Which clients may have reservations to recover is written down once in this time, not with each reservation.
    private static readonly TimeSpan DueStep = TimeSpan.FromMinutes(10);

    private const int BatchSize = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OpenReservation> _open = new(StringComparer.Ordinal);
    private DateTimeOffset _due = DateTimeOffset.MinValue;
    private Task _announcing = Task.CompletedTask;
    private bool _isClosing;

    /// <summary>Uses the thread's reservation, or makes one.</summary>
    /// <param name="tokens">What the message may use, if the client has a budget; else 0.</param>
    public async Task<OpenReservation> BeginAsync(string threadId, long tokens)
    {
        var now = clock.GetUtcNow();
        if (tokens == 0 && TryReuse(threadId, now) is { } open)
            return open;

        var made = New(threadId, now, tokens);
        made.Running = 1;
        var row = ReservationRow.Add(clientId, made.Reservation);
        await Task.WhenAll(
            AnnounceAsync(made.Reservation.Expires),
            tokens == 0 ? store.Table.TryWriteAsync([row], CancellationToken.None) : ledger.MakeAsync(new LedgerChange(row, [], tokens)));
        if (tokens == 0)
            Keep(made);
        return made;
    }

    /// <summary>Makes the reservations of several threads, if the client has no budget, in one request.</summary>
    public async Task PrepareAsync(IReadOnlyList<string> threadIds)
    {
        var now = clock.GetUtcNow();
        List<OpenReservation> made;
        lock (_lock)
            made = [.. threadIds.Where(threadId => FindOpen(threadId, now) is null).Select(threadId => New(threadId, now, tokens: 0))];
        if (made.Count == 0)
            return;
        await Task.WhenAll(made.Chunk(BatchSize).Select(batch => store.Table.TryWriteAsync(
            [.. batch.Select(open => ReservationRow.Add(clientId, open.Reservation))], CancellationToken.None)).Prepend(AnnounceAsync(made[0].Reservation.Expires)));
        made.ForEach(Keep);
    }

    /// <summary>Ends a message.</summary>
    /// <param name="item">What its answer used; null if there was none.</param>
    public Task EndAsync(OpenReservation open, UsageItem? item)
    {
        bool isLast;
        lock (_lock)
        {
            open.Running--;
            if (item is not null)
                open.Items.Add(item);
            isLast = open.Running == 0 && _open.GetValueOrDefault(open.Reservation.ThreadId) != open;
        }

        // A reservation of a budget is one message's; another has been replaced by the thread's next one.
        return isLast ? TryCloseAsync(open) : Task.CompletedTask;
    }

    /// <summary>Counts what has been used under reservations that no message uses now, and waits for those that are being counted already.</summary>
    /// <param name="until">Those that were made by then.</param>
    public async Task CloseAsync(DateTimeOffset until)
    {
        List<Task> closing;
        lock (_lock)
        {
            List<OpenReservation> ended = [.. _open.Values.Where(open => open.Running == 0 && open.Reservation.OpenedAt <= until)];
            ended.ForEach(open => _open.Remove(open.Reservation.ThreadId));
            // Within the lock, as in Keep: what is no longer open is with the ledger.
            closing = [.. ended.Select(TryCloseAsync)];
        }

        await Task.WhenAll(closing);
        await ledger.CompleteAsync();
    }

    private async Task TryCloseAsync(OpenReservation open)
    {
        try
        {
            await ledger.MakeAsync(
                new LedgerChange(ReservationRow.Delete(clientId, open.Reservation), UsageItem.Sum(open.Items), -open.Reservation.Tokens));
        }
        catch (GatewayException problem)
        {
            // The reservation stays, and the timer counts what its answers say.
            LogNotCounted(open.Reservation.ThreadId, SafeExceptionSummary.Of(problem));
        }
    }

    private OpenReservation? TryReuse(string threadId, DateTimeOffset now)
    {
        lock (_lock)
        {
            var open = FindOpen(threadId, now);
            if (open is not null)
                open.Running++;
            return open;
        }
    }

    // Within the lock.
    private OpenReservation? FindOpen(string threadId, DateTimeOffset now) =>
        _open.TryGetValue(threadId, out var open) && now - open.Reservation.OpenedAt < Reservation.Window && !open.IsFull ? open : null;

    private static OpenReservation New(string threadId, DateTimeOffset now, long tokens) => new(new Reservation(Guid.NewGuid().ToString("N"), threadId, now, tokens));

    private void Keep(OpenReservation made)
    {
        lock (_lock)
        {
            // If a message still uses the thread's earlier one, that is counted when it ends.
            if (_open.Remove(made.Reservation.ThreadId, out var earlier) && earlier.Running == 0)
                _ = TryCloseAsync(earlier);
            _open[made.Reservation.ThreadId] = made;
            if (_isClosing)
                return;
            _isClosing = true;
        }

        _ = CloseLaterAsync();
    }

    private async Task CloseLaterAsync()
    {
        bool isMore;
        do
        {
            await Task.Delay(Reservation.Window, clock);
            await CloseAsync(clock.GetUtcNow() - Reservation.Window);
            lock (_lock)
                _isClosing = isMore = _open.Count > 0;
        }
        while (isMore);
    }

    // Those that come meanwhile wait for the same request. One that failed is repeated by the next.
    private Task AnnounceAsync(DateTimeOffset expires)
    {
        lock (_lock)
        {
            if (expires > _due || _announcing.IsFaulted)
            {
                _due = new DateTimeOffset(expires.UtcTicks - (expires.UtcTicks % DueStep.Ticks), TimeSpan.Zero) + DueStep;
                _announcing = store.AnnounceAsync(clientId, _due, CancellationToken.None);
            }

            return _announcing;
        }
    }

    [LoggerMessage(95, LogLevel.Warning, "The usage of thread {ThreadId} could not be counted; the timer counts it later ({Causes})")]
    private partial void LogNotCounted(string threadId, string causes);
}
