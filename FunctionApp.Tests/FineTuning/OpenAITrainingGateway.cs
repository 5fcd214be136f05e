namespace BotGateway.Tests.FineTuning;

/// <summary>The same over the OpenAI service's dialect.</summary>
public sealed class OpenAITrainingGateway(TableService tables) : TrainingGateway(tables)
{
    protected override GatewayBuilder Configure(GatewayBuilder builder) => base.Configure(builder).WithSetting("OpenAI:Provider", "openai");
}
