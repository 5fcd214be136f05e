using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace BotGateway.OpenAI;

/// <summary>As <see cref="FailFastRetryPolicy"/>, for Azure Resource Manager: a 429, or a long wait, defers the work to a later tick instead of holding this one.</summary>
internal sealed class FailFastArmRetryPolicy()
    : RetryPolicy(maxRetries: 2, DelayStrategy.CreateFixedDelayStrategy(TimeSpan.FromMilliseconds(200)))
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        IsWorthwhile(message) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsWorthwhile(message) && await base.ShouldRetryAsync(message, exception);

    private static bool IsWorthwhile(HttpMessage message) =>
        !message.HasResponse || (message.Response.Status != 429 && (AskedFor(message.Response) ?? TimeSpan.Zero) <= LongestWait);

    private static TimeSpan? AskedFor(Response response) => RetryAfterHeader.Read(
        name => response.Headers.TryGetValue(name, out var value) ? value : null, TimeProvider.System.GetUtcNow());
}
