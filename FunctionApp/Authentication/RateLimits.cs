using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>How many requests each client may send to this instance.</summary>
internal sealed class RateLimits(IOptions<AuthOptions> options)
{
    private readonly int _perSecond = options.Value.RequestsPerSecond;
    private readonly int _burst = options.Value.RequestBurst;
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> _buckets = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    /// <param name="client">Who sent it: a configured client, so that there are not more buckets than clients.</param>
    /// <exception cref="ProblemException">429: it is one too many.</exception>
    public void Take(Client client)
    {
        var bucket = _buckets.GetOrAdd(client.Id, _ => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = _burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / _perSecond,
            // By each request instead, to the very token: a timer would add many at once, of which a small bucket spills most.
            AutoReplenishment = false,
        }));
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            throw new ProblemException(429, $"Too many requests: this client may send {_perSecond} a second. Wait and send it again.")
            {
                // The header's unit; even the slowest rate gives a token in that time.
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }
}
