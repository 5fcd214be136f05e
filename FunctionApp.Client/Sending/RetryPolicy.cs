using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace BotGateway.Client.Sending;

/// <summary>Which attempts of a call are repeated, and when.</summary>
internal sealed class RetryPolicy(BotGatewayClientOptions options)
{
    /// <param name="isRepeatable">Whether carrying the request out twice does no harm: it only reads, or it has an idempotency key.</param>
    public ResiliencePipeline<HttpResponseMessage> Create(bool isRepeatable)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.TimeProvider }.AddTimeout(options.TotalTimeout);
        if (options.MaxRetries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                ShouldHandle = attempt => ValueTask.FromResult(ShouldRetry(attempt.Outcome, isRepeatable)),
                DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result)),
            });
        }

        return pipeline.AddTimeout(options.AttemptTimeout).Build();
    }

    /// <returns>Null if the response does not say.</returns>
    public TimeSpan? RetryAfter(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delay } => delay,
        { Date: { } date } => date - options.TimeProvider.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private bool ShouldRetry(Outcome<HttpResponseMessage> outcome, bool isRepeatable)
    {
        if (outcome.Exception is { } failure)
            return isRepeatable && IsConnectionFault(failure);
        return RetryAfter(outcome.Result) is var wait && !(wait > options.MaxRetryDelay) && outcome.Result!.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => true, // Nothing was done.
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => isRepeatable,
            // A busy thread, or a key whose first request is still being processed; a conflict that stays has no Retry-After.
            HttpStatusCode.Conflict => isRepeatable && wait is not null,
            _ => false,
        };
    }

    /// <returns>True if no response arrived; false if, for example, the caller cancelled.</returns>
    public static bool IsConnectionFault(Exception failure) =>
        failure is HttpRequestException or TimeoutRejectedException or TaskCanceledException { InnerException: TimeoutException };
}
