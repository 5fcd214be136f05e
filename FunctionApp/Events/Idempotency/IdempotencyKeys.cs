using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Events.Idempotency;

/// <summary>
/// Carries a request out once under its key, and gives the first answer again for 24 hours. A request whose process crashed is tried again with the same ids by the
/// next one that comes under its key.
/// </summary>
internal sealed partial class IdempotencyKeys(IdempotencyStore store, TimeProvider clock, ILogger<IdempotencyKeys> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(20);

    /// <param name="request">The hash of event and fields.</param>
    /// <param name="handle">Answers in JSON.</param>
    /// <exception cref="GatewayException">Conflict: the key has been used for another request, or the request is being carried out; or what <paramref name="handle"/> throws.</exception>
    public async Task<string> RunAsync(
        Client client, string key, string request, Func<Attempt, Task<string>> handle, CancellationToken cancellationToken)
    {
        var claim = await ClaimAsync(client, key, request, cancellationToken);
        if (claim.Response is { } kept)
            return kept;

        string? response = null;
        using var stop = new CancellationTokenSource();
        var renewal = RenewAsync(client, key, claim, stop.Token);
        try
        {
            return response = await handle(Attempt.Of(claim));
        }
        finally
        {
            await stop.CancelAsync();
            await EndAsync(client, key, await renewal, response);
        }
    }

    private async Task<IdempotencyRecord> ClaimAsync(Client client, string key, string request, CancellationToken cancellationToken)
    {
        var holder = Guid.NewGuid();
        var wait = new LeaseWait(clock);
        while (true)
        {
            var found = await store.FindAsync(client.Id, key, cancellationToken);
            var now = clock.GetUtcNow();
            var current = found?.ExpiresAt > now ? found : null;
            if (current is not null && current.Request != request)
                throw new GatewayException(ErrorKind.Conflict, "'idempotency_key' has been used for another request; use a new one.");
            // Answered; or claimed by this very request, whose answer to the write was lost.
            if (current is { Response: not null } || current?.Holder == holder)
                return current;
            if (current is null || current.HeldUntil <= now)
            {
                var claimed = current is null
                    ? new IdempotencyRecord(request, Guid.NewGuid(), now, 1, holder, now + Lease, now + Lifetime, null)
                    : current with { Attempts = current.Attempts + 1, Holder = holder, HeldUntil = now + Lease };
                // Not cancelled: a cancelled write may have been made, and the key would be held until the lease expires.
                if (await store.TryWriteAsync(client.Id, key, found, claimed, CancellationToken.None) is { } written)
                    return written;
            }
            else if (!await wait.TryWaitAsync(cancellationToken))
            {
                throw new GatewayException(ErrorKind.Conflict, "A request with this 'idempotency_key' is being carried out; send it again to get its answer.")
                {
                    RetryAfter = LeaseWait.Longest,
                };
            }
        }
    }

    private async Task<IdempotencyRecord> RenewAsync(Client client, string key, IdempotencyRecord claim, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await Task.Delay(RenewalInterval, clock, stop);
                claim = await store.TryWriteAsync(client.Id, key, claim, claim with { HeldUntil = clock.GetUtcNow() + Lease }, CancellationToken.None) ?? claim;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return claim;
            }
            catch (GatewayException problem)
            {
                LogNotWritten(client.Id, SafeExceptionSummary.Of(problem));
            }
        }
    }

    // Without an answer the next request under the key tries it again, with the same ids.
    private async Task EndAsync(Client client, string key, IdempotencyRecord claim, string? response)
    {
        var now = clock.GetUtcNow();
        var ended = claim with { Response = response, HeldUntil = now, ExpiresAt = response is null ? claim.ExpiresAt : now + Lifetime };
        try
        {
            await store.TryWriteAsync(client.Id, key, claim, ended, CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            // What was asked for is done. After the lease, a retry finds it by its ids.
            LogNotWritten(client.Id, SafeExceptionSummary.Of(problem));
        }
    }

    [LoggerMessage(80, LogLevel.Warning, "The state of an idempotency key of {Client} could not be written ({Causes})")]
    private partial void LogNotWritten(string client, string causes);
}
