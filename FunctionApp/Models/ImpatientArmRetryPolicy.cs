using Azure.Core;
using Azure.Core.Pipeline;

namespace BotGateway.Models;

/// <summary>As <see cref="ImpatientRetryPolicy"/>, for Azure Resource Manager: a 429 defers the work to a later tick instead of holding this one.</summary>
public sealed class ImpatientArmRetryPolicy()
    : RetryPolicy(maxRetries: 2, DelayStrategy.CreateFixedDelayStrategy(TimeSpan.FromMilliseconds(200)))
{
    /// <inheritdoc/>
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        IsWorthwhile(message) && base.ShouldRetry(message, exception);

    /// <inheritdoc/>
    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsWorthwhile(message) && await base.ShouldRetryAsync(message, exception);

    private static bool IsWorthwhile(HttpMessage message) => !message.HasResponse || message.Response.Status != 429;
}
