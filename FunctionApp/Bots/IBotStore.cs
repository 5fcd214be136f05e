using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Bots;

/// <summary>Keeps the clients' bots. A client's bots do not exist for another. Ids may be those of the old service.</summary>
internal interface IBotStore
{
    /// <param name="bot">The bot. One of the same id that is there already stays as it is.</param>
    /// <exception cref="GatewayException">Conflict: another bot has its legacy id.</exception>
    Task AddAsync(Client owner, Bot bot, CancellationToken cancellationToken);

    /// <summary>Adds a bot unless it has been added in this way before, even if it has been deleted since.</summary>
    Task AddOnceAsync(Client owner, Bot bot, CancellationToken cancellationToken);

    /// <returns>Whether it was added by <see cref="AddOnceAsync"/>.</returns>
    Task<bool> WasAddedAsync(Client owner, string id, CancellationToken cancellationToken);

    /// <summary>Forgets that bots were added by <see cref="AddOnceAsync"/>: they will not be added again.</summary>
    Task ForgetAddedAsync(Client owner, IEnumerable<string> ids, CancellationToken cancellationToken);

    /// <returns>The bot, or null where the client has none of this id.</returns>
    Task<Bot?> FindAsync(Client owner, string id, CancellationToken cancellationToken);

    /// <returns>The gateway's id of a bot whose row may be unreadable, or null where the client has none of this id.</returns>
    Task<string?> FindIdAsync(Client owner, string id, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string clientId, string id, CancellationToken cancellationToken);

    /// <summary>Reads the oldest bots that are younger than a given one, without their instructions.</summary>
    Task<IReadOnlyList<Bot>> ReadPageAsync(Client owner, string? after, int most, CancellationToken cancellationToken);

    /// <summary>Stores a bot's new state, unless it has changed since it was read.</summary>
    Task<bool> TryUpdateAsync(Client owner, Bot bot, CancellationToken cancellationToken);

    /// <returns>False if it is gone already.</returns>
    Task<bool> TryDeleteAsync(Client owner, string id, CancellationToken cancellationToken);
}
