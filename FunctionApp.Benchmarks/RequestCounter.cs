using Azure.Core;
using Azure.Core.Pipeline;

namespace BotGateway.Benchmarks;

/// <summary>Counts the requests to the Table service by kind. Retries do not count.</summary>
internal sealed class RequestCounter : HttpPipelineSynchronousPolicy
{
    private int _queries;
    private int _pointReads;
    private int _batches;
    private int _others;

    /// <summary>The counts so far, without the model service.</summary>
    public TickCost Counted => new(_queries, _pointReads, _batches, _others, Chats: 0, Polls: 0);

    public override void OnSendingRequest(HttpMessage message)
    {
        var path = message.Request.Uri.Path;
        if (path.EndsWith("$batch", StringComparison.Ordinal))
            Interlocked.Increment(ref _batches);
        else if (message.Request.Method != RequestMethod.Get)
            Interlocked.Increment(ref _others);
        else if (path.EndsWith("()", StringComparison.Ordinal))
            Interlocked.Increment(ref _queries);
        else
            Interlocked.Increment(ref _pointReads);
    }
}
