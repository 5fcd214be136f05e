using System.Net;
using BotGateway.Contracts;

namespace BotGateway.Client;

/// <summary>The gateway answered with an error, or with something that is not an answer to the event. docs/api.md, "Response", lists the statuses.</summary>
public sealed class BotGatewayResponseException : BotGatewayException
{
    internal BotGatewayResponseException(HttpStatusCode status, string message, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The errors in training data, at most 50; empty for other errors.</summary>
    public IReadOnlyList<ExampleError> Errors { get; internal init; } = [];

    /// <summary>How many more errors in training data there are.</summary>
    public int MoreErrors { get; internal init; }

    /// <summary>The token budget that is exhausted, <c>daily</c> or <c>monthly</c>; null for other errors.</summary>
    public string? Budget { get; internal init; }

    /// <summary>When that budget is reset.</summary>
    public DateTimeOffset? ResetsAt { get; internal init; }

    /// <summary>Identifies the request in the gateway's log; null if the answer came from something before the gateway.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>When the gateway suggests to try again; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
