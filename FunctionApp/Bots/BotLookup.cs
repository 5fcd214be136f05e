using BotGateway.Authentication;

namespace BotGateway.Bots;

/// <summary>Finds bots for a piece of work that is soon done, each once: routines that run one after the other mostly share theirs.</summary>
internal sealed class BotLookup(IBotStore bots)
{
    private readonly Dictionary<(string ClientId, string BotId), Bot?> _found = [];

    public async Task<Bot?> FindAsync(Client owner, string id, CancellationToken cancellationToken)
    {
        if (!_found.TryGetValue((owner.Id, id), out var bot))
            _found[(owner.Id, id)] = bot = await bots.FindAsync(owner, id, cancellationToken);
        return bot;
    }
}
