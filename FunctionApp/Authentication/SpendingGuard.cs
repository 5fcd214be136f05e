using System.Collections.Concurrent;
using BotGateway.Authentication.Keys;
using BotGateway.Http;

namespace BotGateway.Authentication;

/// <summary>The gateway spends money in the background only for clients that could also send a request now.</summary>
internal sealed class SpendingGuard(ClientDirectory clients, ClientKeys keys)
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <returns>Why nothing may be spent for the client, or null.</returns>
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
            // Not caused by an unauthenticated caller, so it must not delay a client that has just changed its key.
            if (hasKey)
                keys.Confirm(client, again: false);
            return _known[client.Id] = hasKey;
        }
        catch (GatewayException) when (_known.TryGetValue(client.Id, out var before))
        {
            // An outage of the vault does not invalidate keys.
            return before;
        }
    }
}
