using System.ClientModel.Primitives;

namespace BotGateway.OpenAI;

/// <summary>
/// Retries only failures that may be transient, after the service's Retry-After if that is short. A longer one is returned to the client at once instead of
/// holding its request (which Azure ends after 230 s), and so is a 429 without one; a call that timed out is not made, and paid for, a second time.
/// </summary>
internal sealed class FailFastRetryPolicy() : ClientRetryPolicy(maxRetries: 2)
{
    protected override async ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception)
    {
        if (exception is OperationCanceledException || !await base.ShouldRetryAsync(message, exception))
            return false;
        // The message may still have an earlier try's answer.
        if (exception is not null)
            return true;
        if (message.Response?.Status == 408)
            return false;
        if (FindCall(message) is not { } call || message.Response is not { } response)
            return message.Response?.Status != 429;

        var failure = ServiceFailure.Read(response, call.Now);
        if (failure.IsAboutQuota)
            return false;
        // Here and not in WaitAsync, since only what the service asks for counts as waiting, and is measured by the call's clock.
        return failure.RetryAfter is { } asked ? await call.TryWaitAsync(asked) : failure.Status != 429;
    }

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) =>
        message.Response is { } response && FindCall(message) is { } call && ServiceFailure.Read(response, call.Now).RetryAfter is not null
            ? TimeSpan.Zero
            : base.GetNextDelay(message, tryCount);

    private static ServiceCall? FindCall(PipelineMessage message) =>
        message.TryGetProperty(typeof(ServiceCall), out var call) ? call as ServiceCall : null;
}
