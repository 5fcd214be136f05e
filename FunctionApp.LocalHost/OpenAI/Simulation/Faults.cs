using System.Collections.Concurrent;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>
/// The faults that wait for coming calls, by operation. One object may serve several simulated services: their operation names differ.
/// OpenAI: <c>upload</c>, <c>list-files</c>, <c>file</c>, <c>file-content</c>, <c>delete-file</c>, <c>create-job</c>, <c>list-jobs</c>,
/// <c>job</c>, <c>cancel-job</c>, <c>pause-job</c>, <c>resume-job</c>, <c>job-events</c>, <c>job-checkpoints</c>, <c>chat</c>, <c>models</c>,
/// <c>delete-model</c>. Vault: <c>challenge</c> (a call without a token), <c>get-key</c>,
/// <c>list-versions</c>, <c>decrypt</c>. Management plane: <c>put-deployment</c>, <c>get-deployment</c>, <c>delete-deployment</c>. All:
/// <c>unknown</c>. Safe for concurrent use.
/// </summary>
public sealed class Faults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _waiting = new();

    /// <summary>Lets the next calls to an operation fail, after the faults that already wait for it.</summary>
    /// <param name="operation">One of the names above.</param>
    /// <param name="fault">What happens to each of the calls.</param>
    /// <param name="times">How many calls; 1 or more. A client's own retries are calls too.</param>
    public void Next(string operation, Fault fault, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        var queue = _waiting.GetOrAdd(operation, _ => new());
        for (var i = 0; i < times; i++)
            queue.Enqueue(fault);
    }

    /// <summary>Holds the next call to an operation, before its work is done, until it is released.</summary>
    /// <param name="operation">One of the names above.</param>
    /// <returns>The call, to wait for and to release.</returns>
    public HeldCall Hold(string operation)
    {
        var held = new HeldCall();
        Next(operation, Fault.Until(held));
        return held;
    }

    /// <summary>Forgets all faults that still wait.</summary>
    public void Clear() => _waiting.Clear();

    internal Fault? Take(string operation) =>
        _waiting.TryGetValue(operation, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
}
