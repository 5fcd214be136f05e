using System.Collections.Concurrent;
using BotGateway.Authentication.Keys;
using BotGateway.Http;

namespace BotGateway.Authentication;

/// <summary>Tells whether the gateway may spend money for a client that is not there to ask: only for one that could also send a request now.</summary>
internal sealed class SpendingGuard(ClientDirectory clients, ClientKeys keys)
{
    // Of configured clients only.
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Finds out why nothing may be spent for a client.</summary>
    /// <returns>The reason, or null if it may.</returns>
    /// <exception cref="ProblemException">503: the vault is unavailable, and has not told of this client's keys since this instance started.</exception>
    public async Task<string?> FindObstacleAsync(string clientId, CancellationToken cancellationToken)
    {
        if (!clients.TryFind(clientId, out var client))
            return "The client is not in the gateway's settings.";
        return await HasKeyAsync(client, cancellationToken) ? null : "The client has no usable key.";
    }

    private async Task<bool> HasKeyAsync(Client client, CancellationToken cancellationToken)
    {
        try
        {
            var hasKey = (await keys.FindAsync(client, cancellationToken)).Count > 0;
            // No stranger caused this read: a client that has just changed its key need not wait because of it.
            if (hasKey)
                keys.Confirm(client, again: false);
            return _known[client.Id] = hasKey;
        }
        catch (ProblemException) when (_known.TryGetValue(client.Id, out var before))
        {
            // An outage of the vault takes no client's key away.
            return before;
        }
    }
}
