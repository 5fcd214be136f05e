namespace BotGateway.Http;

/// <summary>What went wrong, for those who decide by it. What a client is answered is <see cref="ErrorStatus"/>'s matter.</summary>
internal enum ErrorKind
{
    Invalid,

    /// <summary>What the request names has existed, and retrying is of no use.</summary>
    Gone,
    Forbidden,
    NotFound,
    RequestTimeout,
    Conflict,
    LengthRequired,
    TooLarge,
    UnsupportedMediaType,
    Throttled,
    Internal,

    /// <summary>A service answered with an error, or with nothing of use.</summary>
    Upstream,
    Unavailable,

    /// <summary>A service did not answer in time, and may yet do what it was asked.</summary>
    InDoubt,
}
