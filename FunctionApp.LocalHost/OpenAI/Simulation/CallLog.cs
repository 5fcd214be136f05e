using System.Collections.Concurrent;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>The calls that a simulated service got, failed ones too. In memory only. Safe for concurrent use.</summary>
public sealed class CallLog
{
    // A host that runs for days must not collect every message it ever saw.
    private const int Kept = 1000;

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<RecordedCall> _newest = new();

    /// <summary>The newest 1000 calls, oldest first.</summary>
    public IReadOnlyList<RecordedCall> All => [.. _newest];

    /// <summary>How many calls an operation got since the service was made.</summary>
    /// <param name="operation">A name that <see cref="Faults"/> lists.</param>
    /// <returns>The exact number, also beyond the calls that are kept.</returns>
    public int Count(string operation) => _counts.GetValueOrDefault(operation);

    /// <summary>The kept calls to one operation, oldest first.</summary>
    /// <param name="operation">A name that <see cref="Faults"/> lists.</param>
    /// <returns>The calls.</returns>
    public IReadOnlyList<RecordedCall> Of(string operation) => [.. _newest.Where(call => call.Operation == operation)];

    /// <summary>Forgets the calls that are kept, not how many there were.</summary>
    public void Forget() => _newest.Clear();

    internal void Add(RecordedCall call)
    {
        _counts.AddOrUpdate(call.Operation, 1, (_, count) => count + 1);
        _newest.Enqueue(call);
        while (_newest.Count > Kept)
            _newest.TryDequeue(out _);
    }
}
