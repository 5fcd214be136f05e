namespace BotGateway.Tests.Cli;

/// <summary>A gateway whose jobs end without waiting, and whose answers have a price.</summary>
public sealed class BotsFixture(TableService tables) : SharedGateway(tables)
{
    internal BotsUser NewUser(string client = "default") => new(Gateway.ClientOptions(client));

    protected override GatewayBuilder Configure(GatewayBuilder builder) => builder
        .WithModelClock(TimeSpan.FromMilliseconds(500))
        .WithSettings(new()
        {
            ["Prices:0:Model"] = "gpt-4.1-mini",
            ["Prices:0:TrainingPerMillionTokens"] = "5",
            ["Prices:0:InputPerMillionTokens"] = "1000000",
            ["Prices:0:OutputPerMillionTokens"] = "1000000",
        });
}
