using System.Collections.Concurrent;
using BotGateway.Authentication;
using BotGateway.Scheduling;
using Microsoft.Extensions.Logging;

namespace BotGateway.Webhooks;

/// <summary>Hands the webhook messages that are due to the queue, one load of each client at a time.</summary>
internal sealed partial class WebhookDispatch(
    OutboxStore outbox, Slots slots, WorkQueue queue, ClientDirectory clients, TimeProvider clock, ILogger<WebhookDispatch> logger) : ITickStep
{
    /// <summary>How many messages of a client a tick dispatches.</summary>
    public const int Share = 100;

    private const string Kind = "hooks";
    private const int Parallelism = 16;

    public async Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        if (!clients.HaveWebhooks)
            return;
        var served = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        DueMessages due;
        do
        {
            due = await outbox.ReadDueAsync(clock.GetUtcNow(), cancellationToken);
            foreach (var partition in due.MalformedPartitions)
                LogMalformed(partition);
        }
        while (await DispatchAsync(due.Messages, served, endBy, cancellationToken) && due.IsMore && clock.GetUtcNow() < endBy);
    }

    // Whether any of them moved: otherwise the next read would find the same.
    private async Task<bool> DispatchAsync(
        IReadOnlyList<DueMessage> due, ConcurrentDictionary<string, bool> served, DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var moved = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.GroupBy(message => message.Place.ClientId, StringComparer.Ordinal), parallel, async (client, cancel) =>
        {
            if (clock.GetUtcNow() >= endBy)
                return;
            List<DueMessage> messages = [.. client];
            var (sent, isContended) = served.TryAdd(client.Key, true) ? await SendAsync(client.Key, messages, cancel) : ([], false);
            Interlocked.Add(ref moved, sent.Count);
            // What another tick is dispatching right now is not excess.
            if (isContended)
                return;
            var now = clock.GetUtcNow();
            var excess = messages.Except(sent).Select((message, rank) => (message, now + Postponement.Of(rank, Share)));
            Interlocked.Add(ref moved, (await outbox.SetBackAsync(excess, cancel)).Count);
        });
        return moved > 0;
    }

    private async Task<(IReadOnlyList<DueMessage> Sent, bool IsContended)> SendAsync(
        string client, IReadOnlyList<DueMessage> messages, CancellationToken cancellationToken)
    {
        var free = await slots.ReadAsync(client, Kind, most: 1, cancellationToken);
        if (free.Free.Count == 0)
            return ([], free.IsContended);
        if (await slots.TryTakeAsync(free, [[]], cancellationToken) is not [var slot])
            return ([], true);

        // What is not delivered, because the work is lost or the receiver does not answer, is dispatched again then.
        var until = clock.GetUtcNow() + Slots.Lease;
        var moved = await outbox.SetBackAsync(messages.Take(Share).Select(message => (message, until)), cancellationToken);
        if (moved.Count == 0)
            await slots.ReleaseAsync(slot, version: null, cancellationToken);
        else
            await queue.SendAsync(new Work { Client = client, Slot = slot.Name, Token = slot.Token, Webhooks = [.. moved.Select(message => $"{message.Place}")] }, cancellationToken);
        return (moved, false);
    }

    [LoggerMessage(90, LogLevel.Error, "An index entry in {Partition} does not lead to a webhook message and is set aside")]
    private partial void LogMalformed(string partition);
}
