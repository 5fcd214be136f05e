using System.ClientModel.Primitives;

namespace BotGateway.OpenAI;

/// <summary>Takes off the header by which the SDK asks for the Assistants API, which ended in August 2026.</summary>
internal sealed class NoBetaHeaderPolicy : PipelinePolicy
{
    private const string Header = "OpenAI-Beta";

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove(Header);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove(Header);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
