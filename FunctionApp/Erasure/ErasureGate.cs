using BotGateway.Authentication;
using BotGateway.Events;
using BotGateway.Http;

namespace BotGateway.Erasure;

/// <summary>Answers the requests of a client that is being erased with 409, so that nothing of it appears anew. Each instance reads the list of these clients every few seconds.</summary>
internal sealed class ErasureGate(ErasureStore store, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Task<IReadOnlyList<string>> _reading = Task.FromResult<IReadOnlyList<string>>([]);
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <exception cref="GatewayException">Conflict: the client is being erased.</exception>
    public async Task CheckAsync(Client client, Event called)
    {
        if (!called.IsAnsweredDuringErasure && (await FindRunningAsync()).Contains(client.Id))
        {
            throw new GatewayException(ErrorKind.Conflict, "Your data is being erased, as you requested; 'erase' shows how far it is.")
            {
                RetryAfter = RetryAfter,
            };
        }
    }

    /// <summary>Has the list read anew, since it has just changed.</summary>
    public void Forget()
    {
        lock (_lock)
            _readAt = DateTimeOffset.MinValue;
    }

    // Requests share a read, so none can cancel it. One that failed is repeated by the next request.
    private Task<IReadOnlyList<string>> FindRunningAsync()
    {
        lock (_lock)
        {
            if (_reading.IsFaulted || (_reading.IsCompleted && clock.GetUtcNow() - Age >= _readAt))
                (_reading, _readAt) = (store.ReadRunningAsync(CancellationToken.None), clock.GetUtcNow());
            return _reading;
        }
    }
}
