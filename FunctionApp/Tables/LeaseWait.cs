namespace BotGateway.Tables;

/// <summary>Waits for somebody else's lease to end, in pauses that grow.</summary>
internal sealed class LeaseWait(TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    public bool HasBegun { get; private set; }

    /// <returns>Whether to look again; false once 10 s are over.</returns>
    public async Task<bool> TryWaitAsync(CancellationToken cancellationToken)
    {
        var left = Longest - clock.GetElapsedTime(_startedAt);
        if (left <= TimeSpan.Zero)
            return false;
        HasBegun = true;
        // Jitter for those that wait at the same time. In real time, as the lease's holder works, even where the clock of a test stands still.
        var jittered = _pause * (0.5 + Random.Shared.NextDouble());
        await Task.Delay(jittered < left ? jittered : left, cancellationToken);
        _pause = _pause * 1.5 < LongestPause ? _pause * 1.5 : LongestPause;
        return true;
    }
}
