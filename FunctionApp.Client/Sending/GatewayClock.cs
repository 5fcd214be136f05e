namespace BotGateway.Client.Sending;

/// <summary>The gateway's clock, as far as this client knows it: its own, corrected at most once by what the gateway said.</summary>
internal sealed class GatewayClock(TimeProvider clock)
{
    // Half of the 10 s that the gateway tolerates: Date has whole seconds, and the answer took time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private readonly Lock _turn = new();
    private TimeSpan? _skew;

    public DateTimeOffset Now => clock.GetUtcNow() + Skew;

    public TimeSpan Skew
    {
        get
        {
            lock (_turn)
                return _skew ?? TimeSpan.Zero;
        }
    }

    /// <summary>Learns the difference from the <c>Date</c> of a 401.</summary>
    /// <param name="date">The header; null if missing.</param>
    /// <param name="signedWith">The skew when the rejected request was signed.</param>
    /// <returns>Whether a request that is signed now has another time.</returns>
    public bool TryCorrect(DateTimeOffset? date, TimeSpan signedWith)
    {
        lock (_turn)
        {
            if (_skew is { } known)
                return known != signedWith;
            if (date is not { } theirs || (theirs - clock.GetUtcNow()) is var skew && skew.Duration() <= Tolerance)
                return false;
            _skew = skew;
            return true;
        }
    }
}
