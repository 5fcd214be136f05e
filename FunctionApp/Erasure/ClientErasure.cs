using System.Collections.Concurrent;
using BotGateway.Http;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Erasure;

/// <summary>
/// Erases clients. The record is written first; then the request and each tick of the timer delete portions, until nothing has been found for so long that no
/// earlier request can still be writing. All of it can be cut off anywhere: what is there tells what is left to do.
/// </summary>
internal sealed partial class ClientErasure(ErasureStore store, ErasureGate gate, ErasureRound round, TimeProvider clock, ILogger<ClientErasure> logger)
{
    // Of a tick, and of a request.
    private static readonly TimeSpan BeginTime = TimeSpan.FromSeconds(10);

    // What has begun by then ends within 10 s more.
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(20);

    private const int ClientsAtOnce = 4;

    /// <summary>Begins to erase a client, or tells how far it is. After it is done, another erasure begins only if there is something to erase.</summary>
    public async Task<ErasureRecord> RequestAsync(string clientId, CancellationToken cancellationToken)
    {
        if (await store.FindRunningAsync(clientId, cancellationToken) is { } running)
            return running;

        var now = clock.GetUtcNow();
        var record = new ErasureRecord(clientId, now, now);
        await store.AddAsync(record, cancellationToken);
        gate.Forget();
        // From here on the timer does it, whatever becomes of this request.
        await RunAsync([clientId], now, cancellationToken);
        var begun = await store.FindRunningAsync(clientId, cancellationToken) ?? record;
        if (begun.HasFound || begun.Left is not [] || await store.FindDoneAsync(clientId, cancellationToken) is not { } earlier)
            return begun;
        await store.WithdrawAsync(begun, cancellationToken);
        gate.Forget();
        return earlier;
    }

    /// <summary>Goes on with all erasures, a portion of each in turn.</summary>
    /// <returns>How many are done.</returns>
    public async Task<int> ContinueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await RunAsync(await store.ReadRunningAsync(cancellationToken), now, cancellationToken);

    private async Task<int> RunAsync(IReadOnlyList<string> clients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ClientsAtOnce, CancellationToken = cancellationToken };
        // In no order: if there are too many for a tick, none is always the last.
        for (IReadOnlyList<string> turn = [.. clients.Shuffle()]; turn.Count > 0;)
        {
            var next = new ConcurrentBag<string>();
            await Parallel.ForEachAsync(turn, parallel, async (client, cancel) =>
            {
                if (clock.GetUtcNow() >= now + BeginTime)
                    return;
                try
                {
                    var (isDone, isMore) = await StepAsync(client, now + StepTime, cancel);
                    if (isDone)
                        Interlocked.Increment(ref done);
                    if (isMore)
                        next.Add(client);
                }
                catch (UnreadableEntityException fault)
                {
                    // Of this client only; an operator must mend its row.
                    LogUnreadable(client, SafeExceptionSummary.Of(fault));
                }
            });
            turn = [.. next];
        }

        return done;
    }

    // Whether it was the last one, and whether the next may get further at once.
    private async Task<(bool IsDone, bool IsMore)> StepAsync(string clientId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await store.FindRunningAsync(clientId, cancellationToken) is not { } record || IsWaiting(record))
            return (false, false);
        var progress = await round.RunAsync(record, until, cancellationToken);
        var isDone = await RecordAsync(record, progress, cancellationToken) is { DoneAt: not null };
        return (isDone, !isDone && progress.HasDeleted && progress.Left.Count > 0);
    }

    // All that was there has been deleted, and it is too early to look for what came afterwards.
    private bool IsWaiting(ErasureRecord record) => record is { Left: [], Problem: null } && clock.GetUtcNow() < record.QuietAt;

    private async Task<ErasureRecord?> RecordAsync(ErasureRecord record, ErasureProgress progress, CancellationToken cancellationToken)
    {
        for (var current = record; current is not null; current = await store.FindRunningAsync(record.ClientId, cancellationToken))
        {
            var next = current.With(progress, clock.GetUtcNow());
            if (next.DoneAt is not null)
            {
                await store.EndAsync(next, cancellationToken);
                gate.Forget();
                LogDone(next.ClientId);
                return next;
            }

            if (await store.TryReplaceAsync(next, cancellationToken) is { } kept)
                return kept;
            // A request and the timer may do it at the same time: what each has deleted counts.
        }

        return null;
    }

    [LoggerMessage(102, LogLevel.Error, "The erasure of client {Client} cannot go on ({Causes})")]
    private partial void LogUnreadable(string client, string causes);

    [LoggerMessage(101, LogLevel.Information, "Client {Client} has been erased, as it requested")]
    private partial void LogDone(string client);
}
