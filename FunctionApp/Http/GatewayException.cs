using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>Any response other than success, thrown from anywhere below the dispatcher.</summary>
internal class GatewayException(ErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    private readonly bool _mayHaveTakenEffect;

    public ErrorKind Kind => kind;

    /// <summary>For the Retry-After header; null if unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The client's budget that is exhausted; null for other problems.</summary>
    public string? Budget { get; init; }

    /// <summary>When that budget is reset.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The supported content codings, for the Accept-Encoding header (RFC 9110, section 15.5.16); null if not applicable.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>Whether something that the request depends on no longer exists, so that a retry cannot succeed.</summary>
    public bool IsGone => Kind is ErrorKind.NotFound or ErrorKind.Gone;

    /// <summary>Whether a retry cannot succeed for another reason, for example because the text would be rejected again.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether the service may have performed the operation anyway: there was no response, or an inconclusive one.</summary>
    public bool MayHaveTakenEffect
    {
        get => _mayHaveTakenEffect || Kind == ErrorKind.InDoubt;
        init => _mayHaveTakenEffect = value;
    }

    /// <summary>The errors in training data, at most 50; null for other problems.</summary>
    public IReadOnlyList<ExampleError>? Errors { get; init; }

    /// <summary>How many more errors there are; null if there are none.</summary>
    public int? MoreErrors { get; init; }

    public static GatewayException Invalid(string message) => new(ErrorKind.Invalid, message);

    /// <summary>Any other exception, of which the client is told no more than that.</summary>
    public static GatewayException Unexpected() => new(ErrorKind.Internal, "The gateway failed. The request id finds the reason in its log.");

    /// <summary>Something that does not exist or belongs to another client; both must look the same.</summary>
    public static GatewayException NotFound(string kind, string id) => new(ErrorKind.NotFound, $"There is no {kind} '{id.Shorten(ShortText.Quoted)}'.");
}
