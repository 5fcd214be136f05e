using System.Threading.RateLimiting;
using BotGateway.Http;

namespace BotGateway.WebConsole;

/// <summary>
/// Limits each operator's requests on this instance, and those of all operators together to a small part of what it processes at once. They count against
/// no client's limits.
/// </summary>
internal sealed class ConsoleLimits : IDisposable
{
    // The library removes limiters of operators who have gone. Disposing of the chain does not dispose of its parts.
    private readonly PartitionedRateLimiter<string>[] _parts;
    private readonly PartitionedRateLimiter<string> _limiter;

    public ConsoleLimits(int perSecond = 10, int burst = 60, int atOnce = 6, int atOnceOfAll = 24)
    {
        var rate = new TokenBucketRateLimiterOptions { TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) };
        _parts =
        [
            Create(principal => RateLimitPartition.GetTokenBucketLimiter(principal, _ => rate)),
            Create(principal => RateLimitPartition.GetConcurrencyLimiter(principal, _ => new() { PermitLimit = atOnce })),
            Create(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => new() { PermitLimit = atOnceOfAll })),
        ];
        _limiter = PartitionedRateLimiter.CreateChained(_parts);
    }

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

    public void Dispose()
    {
        _limiter.Dispose();
        Array.ForEach(_parts, part => part.Dispose());
    }

    private static PartitionedRateLimiter<string> Create(Func<string, RateLimitPartition<string>> choose) => PartitionedRateLimiter.Create(choose);
}
