using BotGateway.Authentication;

namespace BotGateway.Bots;

/// <summary>Keeps the clients' bots. A client's bots do not exist for another.</summary>
internal interface IBotStore
{
    /// <param name="bot">The bot. One of the same id that is there already stays as it is.</param>
    Task AddAsync(Client owner, Bot bot, CancellationToken cancellationToken);

    /// <returns>The bot, or null where the client has none of this id.</returns>
    Task<Bot?> FindAsync(Client owner, string id, CancellationToken cancellationToken);
}
