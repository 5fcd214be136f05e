using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

internal sealed class RateLimits(IOptions<AuthOptions> options)
{
    private readonly int _perSecond = options.Value.RequestsPerSecond;
    private readonly int _burst = options.Value.RequestBurst;
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> _buckets = new(StringComparer.Ordinal);

    public void Take(Client client)
    {
        var bucket = _buckets.GetOrAdd(client.Id, static (_, limits) => limits.NewBucket(), this);
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            throw new GatewayException(ErrorKind.Throttled, $"Too many requests: this client may send {_perSecond} a second. Wait and send it again.")
            {
                // The smallest value of the header. Even the slowest rate adds a token in that time.
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }

    private TokenBucketRateLimiter NewBucket() => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = _burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / _perSecond,
        // Each request replenishes instead, exactly: a timer adds many tokens at once, most of which overflow a small bucket.
        AutoReplenishment = false,
    });
}
