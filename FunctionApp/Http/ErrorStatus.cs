namespace BotGateway.Http;

internal static class ErrorStatus
{
    /// <summary>The HTTP status of a kind of error. Clients of the previous service expect 400 for a model that is no longer deployed or allowed.</summary>
    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid or ErrorKind.Gone => 400,
        ErrorKind.Forbidden => 403,
        ErrorKind.NotFound => 404,
        ErrorKind.MethodNotAllowed => 405,
        ErrorKind.RequestTimeout => 408,
        ErrorKind.Conflict => 409,
        ErrorKind.LengthRequired => 411,
        ErrorKind.TooLarge => 413,
        ErrorKind.UnsupportedMediaType => 415,
        ErrorKind.Throttled => 429,
        ErrorKind.Upstream => 502,
        ErrorKind.Unavailable => 503,
        ErrorKind.InDoubt => 504,
        ErrorKind.Internal => 500,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
