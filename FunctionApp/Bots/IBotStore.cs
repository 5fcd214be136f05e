using BotGateway.Authentication;

namespace BotGateway.Bots;

/// <summary>Keeps the clients' bots. A client's bots do not exist for another.</summary>
internal interface IBotStore
{
    /// <summary>Keeps a new bot.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="bot">The bot. One of the same id that is there already stays as it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is kept.</returns>
    Task AddAsync(Client owner, Bot bot, CancellationToken cancellation);

    /// <summary>Finds a bot.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="id">The bot's id, of any form.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The bot, or null where the client has none of this id.</returns>
    Task<Bot?> FindAsync(Client owner, string id, CancellationToken cancellation);
}
