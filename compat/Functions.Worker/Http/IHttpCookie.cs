namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A cookie of a request, with the attributes of RFC 6265.</summary>
public interface IHttpCookie
{
    /// <summary>The hosts that it is sent to; null means the one that set it.</summary>
    string? Domain { get; }

    /// <summary>When it ends; null means with the session.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>Whether it is kept from scripts.</summary>
    bool? HttpOnly { get; }

    /// <summary>How long it lives, in seconds.</summary>
    double? MaxAge { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The path that it is sent to.</summary>
    string? Path { get; }

    /// <summary>Which cross-site requests carry it.</summary>
    SameSite SameSite { get; }

    /// <summary>Whether it is sent over https only.</summary>
    bool? Secure { get; }

    /// <summary>The value.</summary>
    string Value { get; }
}

/// <summary>Which cross-site requests carry a cookie.</summary>
public enum SameSite
{
    /// <summary>The attribute is left out.</summary>
    None = 0,

    /// <summary>Top-level navigations.</summary>
    Lax = 1,

    /// <summary>None at all.</summary>
    Strict = 2,

    /// <summary>All, said so in the attribute.</summary>
    ExplicitNone = 3,
}
