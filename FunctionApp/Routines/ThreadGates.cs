using System.Collections.Concurrent;

namespace BotGateway.Routines;

/// <summary>
/// Lets the runs of a tick that share a thread go one after the other: of two at once, the later would find the thread changed after its model had
/// been asked, and paid, for nothing.
/// </summary>
internal sealed class ThreadGates : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    public async Task<IDisposable> EnterAsync(string threadId, CancellationToken cancellation)
    {
        var gate = _gates.GetOrAdd(threadId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellation);
        return new Leaving(gate);
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
            gate.Dispose();
    }

    private sealed class Leaving(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
