namespace BotGateway.LocalHost;

/// <summary>The machine's clock, some time ahead: what is due later can be watched now.</summary>
/// <param name="ahead">How far; its timers run as fast as the machine's.</param>
internal sealed class AheadClock(TimeSpan ahead) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
