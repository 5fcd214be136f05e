using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Bots.Threads;

/// <summary>Keeps the clients' threads. A client's threads do not exist for another.</summary>
internal interface IThreadStore
{
    /// <param name="thread">The thread. One of the same id that is there already stays as it is.</param>
    /// <exception cref="GatewayException">Conflict: another thread has its legacy id.</exception>
    Task AddAsync(Client owner, NewThread thread, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(Client owner, string id, CancellationToken cancellationToken);

    /// <param name="fits">Asked for each turn, the newest first: whether it is wanted. The first that is not ends the reading.</param>
    /// <returns>The thread, or null where the client has none of this id.</returns>
    Task<ThreadHistory?> FindAsync(Client owner, string id, Func<PastTurn, bool> fits, CancellationToken cancellationToken);

    /// <summary>
    /// What this instance remembers of a thread since its own last turn, once. It is valid only if the thread can then be leased with the header's version.
    /// </summary>
    /// <param name="fits">As for <see cref="FindAsync"/>.</param>
    /// <returns>The thread, or null if it must be read: the last two messages did not both come to this instance.</returns>
    ThreadHistory? TryRecall(Client owner, string id, Func<PastTurn, bool> fits);

    /// <summary>Reads who has leased a thread, without its turns.</summary>
    Task<ThreadHeader?> FindHeaderAsync(Client owner, string id, CancellationToken cancellationToken);

    /// <summary>Leases a thread, unless it has changed since it was read.</summary>
    /// <returns>The leased thread's state, or null if it has changed.</returns>
    Task<ThreadHeader?> TryLeaseAsync(Client owner, string id, ThreadHeader seen, ThreadLease lease, CancellationToken cancellationToken);

    /// <summary>Ends a lease before its time. A lease that has expired and been taken by another message stays as it is.</summary>
    Task ReleaseAsync(Client owner, string id, ThreadHeader leased, CancellationToken cancellationToken);

    /// <summary>Lists a thread under a bot that answers in it, if it is not yet.</summary>
    Task ListAsync(Client owner, string id, string botId, CancellationToken cancellationToken);

    /// <summary>Ends a lease that expires by then: the answer that is being waited for under it is not kept.</summary>
    Task RevokeLeaseAsync(string clientId, string id, DateTimeOffset latest, CancellationToken cancellationToken);

    /// <returns>The turn, or null where none was added under the key.</returns>
    Task<Turn?> FindByKeyAsync(Client owner, string id, TurnKey key, CancellationToken cancellationToken);

    /// <summary>Adds a turn and ends the lease under which it was made, all or nothing.</summary>
    /// <returns>Whether it was added; false if the lease is not held any more, or there is a turn of the key already.</returns>
    Task<bool> TryAddAsync(Client owner, string id, ThreadHeader leased, Turn turn, TurnKey? key, CancellationToken cancellationToken);
}

/// <param name="LastNumber">The number of the newest turn; 0 in an empty thread.</param>
/// <param name="Turns">The turns that were wanted, the oldest first.</param>
internal sealed record ThreadHistory(int LastNumber, IReadOnlyList<PastTurn> Turns, ThreadHeader Header);
