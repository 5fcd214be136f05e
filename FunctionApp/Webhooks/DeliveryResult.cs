namespace BotGateway.Webhooks;

/// <param name="RetryAfter">What the receiver asks for; null if it does not.</param>
internal sealed record DeliveryResult(DeliveryOutcome Outcome, int? Status = null, TimeSpan? RetryAfter = null);

internal enum DeliveryOutcome
{
    Delivered,

    /// <summary>The receiver answered, but not with success.</summary>
    Rejected,

    /// <summary>The receiver wants no more of it (410).</summary>
    Gone,

    /// <summary>The receiver does not answer in time, or not at all.</summary>
    Unreachable,

    /// <summary>The receiver's address is not public.</summary>
    Forbidden,
}
