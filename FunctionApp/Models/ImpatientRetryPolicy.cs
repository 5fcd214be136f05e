using System.ClientModel.Primitives;

namespace BotGateway.Models;

/// <summary>
/// Tries again only what a moment may mend. A 429 goes to the client with its Retry-After at once instead of holding the client's request (which
/// Azure cuts at 230 s), and a call that took too long is not made, and paid for, a second time.
/// </summary>
public sealed class ImpatientRetryPolicy() : ClientRetryPolicy(maxRetries: 2)
{
    /// <inheritdoc/>
    protected override bool ShouldRetry(PipelineMessage message, Exception? exception) =>
        IsWorthwhile(message, exception) && base.ShouldRetry(message, exception);

    /// <inheritdoc/>
    protected override async ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) =>
        IsWorthwhile(message, exception) && await base.ShouldRetryAsync(message, exception);

    private static bool IsWorthwhile(PipelineMessage message, Exception? exception) =>
        exception is not OperationCanceledException && message.Response?.Status is not (408 or 429);
}
