using System.Net.Http.Headers;

namespace BotGateway.Http;

/// <summary>The supported content codings (RFC 9110, section 8.4.1).</summary>
internal enum ContentCoding
{
    Identity,

    /// <summary>RFC 1952.</summary>
    Gzip,

    /// <summary>RFC 7932.</summary>
    Brotli,
}

/// <summary>Reads the header <c>Content-Encoding</c>.</summary>
internal static class ContentCodings
{
    /// <summary>The supported codings, for the header <c>Accept-Encoding</c>.</summary>
    public const string Accepted = "gzip, br";

    /// <exception cref="GatewayException">UnsupportedMediaType: unknown, or several, each of which could multiply the size.</exception>
    public static ContentCoding Of(HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Content-Encoding", out var values))
            return ContentCoding.Identity;

        string[] codings =
        [
            .. from value in values
               from coding in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
               let name = coding.ToLowerInvariant()
               where name != "identity"
               select name,
        ];
        return codings switch
        {
            [] => ContentCoding.Identity,
            ["gzip" or "x-gzip"] => ContentCoding.Gzip,
            ["br"] => ContentCoding.Brotli,
            _ => throw new GatewayException(ErrorKind.UnsupportedMediaType, "The request's Content-Encoding must be gzip or br, and no more than one: or send it without.")
            {
                AcceptEncoding = Accepted,
            },
        };
    }
}
