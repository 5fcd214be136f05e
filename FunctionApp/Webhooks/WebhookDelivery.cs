using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;

namespace BotGateway.Webhooks;

/// <summary>Delivers a client's webhook messages that have been dispatched, several at a time.</summary>
internal sealed partial class WebhookDelivery(
    OutboxStore outbox, WebhookSender sender, ClientDirectory clients, GatewayMetrics metrics, TimeProvider clock, ILogger<WebhookDelivery> logger) : IWorkStep
{
    private const int Parallelism = 8;

    /// <summary>
    /// Tries each message once. After a try without an answer no other is begun, so that a dead receiver takes no more time than one; what was not tried is
    /// dispatched again later.
    /// </summary>
    public async Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken)
    {
        var isDead = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(work.Webhooks, parallel, async (reference, cancel) =>
        {
            if (!Volatile.Read(ref isDead) && clock.GetUtcNow() < startUntil && await TryDeliverAsync(reference, work.Client, cancel) is DeliveryOutcome.Unreachable)
                Volatile.Write(ref isDead, true);
        });
        return work with { Webhooks = [] };
    }

    // Null if nothing was sent.
    private async Task<DeliveryOutcome?> TryDeliverAsync(string reference, string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return OutboxPlace.TryRead(reference, clientId) is { } place && await FindAsync(place, cancellationToken) is { } message
                ? await DeliverAsync(message, cancellationToken)
                : null;
        }
        catch (GatewayException problem)
        {
            // The table is unavailable: the message is due again when its lease expires.
            LogNotDelivered(reference, SafeExceptionSummary.Of(problem));
            return null;
        }
    }

    private async Task<OutboxMessage?> FindAsync(OutboxPlace place, CancellationToken cancellationToken)
    {
        try
        {
            return await outbox.FindAsync(place, cancellationToken);
        }
        catch (UnreadableRowException fault)
        {
            LogUnreadable(place.Id, place.ClientId, fault.Message);
            await outbox.DiscardAsync(place, cancellationToken);
            return null;
        }
    }

    private async Task<DeliveryOutcome> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var endpoint = clients.TryFind(message.Place.ClientId, out var client) ? client.Webhook : null;
        var result = endpoint is null || RetrySchedule.IsTooOld(message, clock.GetUtcNow())
            ? new DeliveryResult(DeliveryOutcome.Gone)
            : await sender.SendAsync(endpoint, message, cancellationToken);
        var next = result.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Gone ? null : RetrySchedule.Next(message, result.RetryAfter, clock.GetUtcNow());
        // Recorded even if the invocation is ending: the receiver has it.
        if (next is null)
            await outbox.DeleteAsync(message, CancellationToken.None);
        else
            await outbox.RetryAsync(message, next.Value, CancellationToken.None);
        Report(message, result, isLast: next is null && result.Outcome != DeliveryOutcome.Delivered);
        return result.Outcome;
    }

    private void Report(OutboxMessage message, DeliveryResult result, bool isLast)
    {
        var outcome = $"{result.Outcome}".ToLowerInvariant();
        metrics.CountWebhook(message.Place.ClientId, isLast ? "dropped" : outcome);
        if (isLast)
            LogDropped(message.Id, message.Type, message.Place.ClientId, message.Tries + 1, outcome, result.Status);
        else
            LogTried(message.Id, message.Type, message.Place.ClientId, message.Tries + 1, outcome, result.Status);
    }

    [LoggerMessage(91, LogLevel.Information, "Webhook {MessageId} ({Type}) of client {ClientId}: {Outcome} at try {Try} (status {Status})")]
    private partial void LogTried(string messageId, string type, string clientId, int @try, string outcome, int? status);

    [LoggerMessage(92, LogLevel.Warning, "Webhook {MessageId} ({Type}) of client {ClientId} is dropped: {Outcome} at try {Try} (status {Status})")]
    private partial void LogDropped(string messageId, string type, string clientId, int @try, string outcome, int? status);

    [LoggerMessage(93, LogLevel.Error, "Webhook {Reference} could not be looked at ({Causes})")]
    private partial void LogNotDelivered(string reference, string causes);

    [LoggerMessage(94, LogLevel.Error, "Webhook {MessageId} of client {ClientId} is discarded: its row cannot be read ({Reason})")]
    private partial void LogUnreadable(string messageId, string clientId, string reason);
}
