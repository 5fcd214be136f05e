namespace BotGateway.LocalHost;

/// <summary>The machine's clock, set ahead.</summary>
internal sealed class AheadClock(TimeSpan ahead) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
