namespace BotGateway.Tests.FineTuning;

/// <summary>A gateway for tests of training, whose model service processes files and ends jobs without waiting.</summary>
public class TrainingGateway(TableService tables) : SharedGateway(tables)
{
    // Used tokens in memory: tests cut the way to the tables, and mean those of the jobs.
    protected override GatewayBuilder Configure(GatewayBuilder builder) =>
        builder.WithModelClock(TimeSpan.FromMilliseconds(500)).WithSetting("Auth:Replay", "memory");
}
