namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>A call that a simulated service holds; see <see cref="Faults.Hold"/>. Disposing releases it too.</summary>
public sealed class HeldCall : IDisposable
{
    // Continuations run elsewhere, so that releasing never runs the service's work on the test's thread.
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call has reached the service.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Lets the call go on.</summary>
    public void Release() => _released.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => Release();

    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        _arrived.TrySetResult();
        return _released.Task.WaitAsync(cancellationToken);
    }
}
