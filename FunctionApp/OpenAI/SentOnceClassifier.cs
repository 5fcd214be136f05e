using System.ClientModel.Primitives;

namespace BotGateway.OpenAI;

/// <summary>For requests that must not be done twice: only one that the service has turned away for now (429) may be sent again.</summary>
internal sealed class SentOnceClassifier(PipelineMessageClassifier success) : PipelineMessageClassifier
{
    public override bool TryClassify(PipelineMessage message, out bool isError) => success.TryClassify(message, out isError);

    public override bool TryClassify(PipelineMessage message, Exception? exception, out bool isRetriable)
    {
        isRetriable = exception is null && message.Response?.Status == 429;
        return true;
    }
}
