namespace BotGateway.Tests.FineTuning;

/// <summary>A gateway for tests of training that knows a price, 5,000 for a million tokens.</summary>
public sealed class PricedTrainingGateway(TableService tables) : TrainingGateway(tables)
{
    protected override GatewayBuilder Configure(GatewayBuilder builder) => base.Configure(builder)
        .WithSetting("Prices:0:Model", "gpt-4.1-mini").WithSetting("Prices:0:TrainingPerMillionTokens", "5000");
}
