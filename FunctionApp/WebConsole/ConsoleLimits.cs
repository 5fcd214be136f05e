using System.Threading.RateLimiting;
using BotGateway.Http;

namespace BotGateway.WebConsole;

/// <summary>
/// Limits each operator's requests on this instance, and those of all operators together to a small part of what it processes at once. They count against
/// no client's limits.
/// </summary>
internal sealed class ConsoleLimits(int perSecond = 10, int burst = 60, int atOnce = 6, int atOnceOfAll = 24) : IDisposable
{
    // Limiters of operators who have gone are removed by the library.
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(principal => RateLimitPartition.GetTokenBucketLimiter(principal, _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        })),
        PartitionedRateLimiter.Create<string, string>(
            principal => RateLimitPartition.GetConcurrencyLimiter(principal, _ => new() { PermitLimit = atOnce })),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => new() { PermitLimit = atOnceOfAll })));

    /// <returns>Dispose it when the request ends.</returns>
    /// <exception cref="GatewayException">Throttled.</exception>
    public IDisposable Take(ConsolePrincipal principal)
    {
        var lease = _limiter.AttemptAcquire(principal.Id);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        throw new GatewayException(ErrorKind.Throttled, "Too many requests of the console. Wait and send it again.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    public void Dispose() => _limiter.Dispose();
}
