using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>Any answer other than success, thrown from anywhere below the dispatcher.</summary>
internal class GatewayException(ErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    private readonly bool _mayHaveTakenEffect;

    public ErrorKind Kind => kind;

    /// <summary>How long the client is asked to wait, for the Retry-After header; null if unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The content codings that the client may use, for the Accept-Encoding header (RFC 9110, section 15.5.16); null where that is not the matter.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>Whether something that the request depends on does not exist any more, so that trying again is of no use.</summary>
    public bool IsGone => Kind is ErrorKind.NotFound or ErrorKind.Gone;

    /// <summary>Whether trying again is of no use though all that the request depends on is there: the same text would be rejected again, say.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether what a service was asked may have been done all the same: no answer came, or none that says no.</summary>
    public bool MayHaveTakenEffect
    {
        get => _mayHaveTakenEffect || Kind == ErrorKind.InDoubt;
        init => _mayHaveTakenEffect = value;
    }

    /// <summary>The faults of training data, at most 50; null if the problem is another one.</summary>
    public IReadOnlyList<ExampleError>? Errors { get; init; }

    /// <summary>How many more faults there are; null if there are none.</summary>
    public int? MoreErrors { get; init; }

    public static GatewayException Invalid(string message) => new(ErrorKind.Invalid, message);

    /// <summary>Something that does not exist, or is another client's, which must look the same.</summary>
    public static GatewayException NotFound(string kind, string id) => new(ErrorKind.NotFound, $"There is no {kind} '{id.Shorten(ShortText.Quoted)}'.");
}
