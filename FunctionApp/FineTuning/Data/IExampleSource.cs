namespace BotGateway.FineTuning.Data;

/// <summary>Examples where they came from; they can be read again and again.</summary>
internal interface IExampleSource
{
    ExampleCursor Open();
}
