using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>Any answer other than success, thrown from anywhere below the dispatcher.</summary>
internal sealed class ProblemException(int status, string message, Exception? cause = null) : Exception(message, cause)
{
    public int Status { get; } = status;

    /// <summary>How long the client is asked to wait, for the Retry-After header; null if unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The content codings that the client may use, for the Accept-Encoding header (RFC 9110, section 15.5.16); null where that is not the matter.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>Whether something that the request depends on does not exist any more, so that trying again is of no use.</summary>
    public bool IsGone { get; init; }

    /// <summary>Whether trying again is of no use though all that the request depends on is there: the same text would be rejected again, say.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The faults of training data, at most 50; null if the problem is another one.</summary>
    public IReadOnlyList<ExampleError>? Errors { get; init; }

    /// <summary>How many more faults there are; null if there are none.</summary>
    public int? MoreErrors { get; init; }

    /// <summary>A fault of the request: 400.</summary>
    public static ProblemException BadRequest(string message) => new(400, message);

    /// <summary>Something that does not exist, or is another client's, which must look the same: 404.</summary>
    public static ProblemException NotFound(string kind, string id) => new(404, $"There is no {kind} '{id.Shorten(ShortText.Quoted)}'.") { IsGone = true };
}
