using System.Collections.Concurrent;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>How many requests of each client this instance answers at once: what waits for a slow model takes no other client's places.</summary>
internal sealed class ConcurrencyLimits(IOptions<RequestLimits> options)
{
    private readonly int _most = options.Value.ConcurrentPerClient;
    private readonly ConcurrentDictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>Takes a place.</summary>
    /// <param name="client">Whose request it is: a configured client's, so that there are not more counters than clients.</param>
    /// <exception cref="ProblemException">429: the client has all its places.</exception>
    public IDisposable Take(Client client)
    {
        var place = _places.GetOrAdd(client.Id, _ => new Place());
        if (place.TryTake(_most))
            return new Taken(place);
        throw new ProblemException(429, $"Too many requests at once: {_most} of this client {(_most == 1 ? "is" : "are")} being answered. Wait for an answer and send it again.")
        {
            // One of many ends about now.
            RetryAfter = TimeSpan.FromSeconds(1),
        };
    }

    private sealed class Place
    {
        private int _taken;

        public bool TryTake(int most)
        {
            if (Interlocked.Increment(ref _taken) <= most)
                return true;
            Give();
            return false;
        }

        public void Give() => Interlocked.Decrement(ref _taken);
    }

    private sealed class Taken(Place place) : IDisposable
    {
        private Place? _place = place;

        public void Dispose() => Interlocked.Exchange(ref _place, null)?.Give();
    }
}
