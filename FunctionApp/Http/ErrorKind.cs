namespace BotGateway.Http;

/// <summary>The kind of an error; <see cref="ErrorStatus"/> maps it to an HTTP status.</summary>
internal enum ErrorKind
{
    Invalid,

    /// <summary>Something that the request names no longer exists; a retry cannot succeed.</summary>
    Gone,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    Conflict,
    LengthRequired,
    TooLarge,
    UnsupportedMediaType,
    Throttled,
    Internal,

    /// <summary>A service returned an error or an unusable response.</summary>
    Upstream,
    Unavailable,

    /// <summary>A service did not respond in time and may still perform the operation.</summary>
    InDoubt,
}
