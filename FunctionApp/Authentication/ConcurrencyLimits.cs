using System.Collections.Concurrent;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>Limits each client's concurrent requests on this instance, so that requests waiting for a slow model do not block other clients.</summary>
internal sealed class ConcurrencyLimits(IOptions<RequestLimits> options)
{
    private readonly int _max = options.Value.ConcurrentPerClient;
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <returns>Dispose it when the request ends.</returns>
    public IDisposable Take(Client client)
    {
        var slot = _slots.GetOrAdd(client.Id, _ => new Slot());
        if (slot.TryTake(_max))
            return new Lease(slot);
        throw new GatewayException(ErrorKind.Throttled, $"Too many requests at once: {_max} of this client {(_max == 1 ? "is" : "are")} being answered. Wait for an answer and send it again.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };
    }

    private sealed class Slot
    {
        private int _taken;

        public bool TryTake(int max)
        {
            if (Interlocked.Increment(ref _taken) <= max)
                return true;
            Release();
            return false;
        }

        public void Release() => Interlocked.Decrement(ref _taken);
    }

    private sealed class Lease(Slot slot) : IDisposable
    {
        private Slot? _slot = slot;

        public void Dispose() => Interlocked.Exchange(ref _slot, null)?.Release();
    }
}
