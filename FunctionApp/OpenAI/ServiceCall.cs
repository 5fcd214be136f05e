namespace BotGateway.OpenAI;

/// <summary>One call of the model service with all its requests and tries: how long it may go on, and how long it may wait because the service asks for it.</summary>
internal sealed class ServiceCall(TimeProvider clock, TimeSpan deadline, CancellationToken cancellationToken)
{
    // For longer waits the client gets the 429 at once, because its request would occupy capacity that others need.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan _waited;

    public CancellationToken Cancellation => cancellationToken;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Waits as long as the service asks for, unless that is too long in all or would not end before the deadline.</summary>
    public async ValueTask<bool> TryWaitAsync(TimeSpan time)
    {
        if (_waited + time > LongestWait || clock.GetElapsedTime(_startedAt) + time >= deadline)
            return false;

        _waited += time;
        await Task.Delay(time, clock, cancellationToken);
        return true;
    }
}
