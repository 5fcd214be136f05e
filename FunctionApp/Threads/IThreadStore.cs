using BotGateway.Authentication;

namespace BotGateway.Threads;

/// <summary>Keeps the clients' threads. A client's threads do not exist for another.</summary>
public interface IThreadStore
{
    /// <summary>Keeps a new, empty thread.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="id">Its id: <c>thread_</c> and a UUID version 7 in 32 hex digits. One that is there already stays as it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is kept.</returns>
    Task AddAsync(Client owner, string id, CancellationToken cancellation);

    /// <summary>Whether there is a thread.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="id">The thread's id, of any form.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the client has one of this id.</returns>
    Task<bool> ExistsAsync(Client owner, string id, CancellationToken cancellation);

    /// <summary>Reads a thread from its newest turn backwards.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="id">The thread's id, of any form.</param>
    /// <param name="fits">Asked for each turn, the newest first: whether it is wanted. The first that is not ends the reading.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The thread, or null where the client has none of this id.</returns>
    Task<ThreadHistory?> FindAsync(Client owner, string id, Func<Turn, bool> fits, CancellationToken cancellation);

    /// <summary>Finds the turn that a routine's run added.</summary>
    /// <param name="owner">Whose thread it is.</param>
    /// <param name="id">The thread's id.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The turn, or null where the run has added none.</returns>
    Task<Turn?> FindRunAsync(Client owner, string id, RunKey run, CancellationToken cancellation);

    /// <summary>Adds a turn, unless another one got its number first, or its run has added one already.</summary>
    /// <param name="owner">Whose thread it is.</param>
    /// <param name="id">The thread's id.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="run">The run that it is of, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it was added.</returns>
    Task<bool> TryAddAsync(Client owner, string id, Turn turn, RunKey? run, CancellationToken cancellation);
}

/// <summary>What was read of a thread.</summary>
/// <param name="LastNumber">The number of the newest turn; 0 in an empty thread.</param>
/// <param name="Turns">The turns that were wanted, the oldest first.</param>
public sealed record ThreadHistory(int LastNumber, IReadOnlyList<Turn> Turns);
