namespace BotGateway.Authentication;

/// <summary>A caller that is not let in. The answer is always the same 401; only the log learns the reason.</summary>
internal sealed class RefusalException(RefusalReason reason, Exception? cause = null) : Exception($"Refused: {reason}.", cause)
{
    public RefusalReason Reason { get; } = reason;
}

/// <summary>Why a caller is not let in.</summary>
internal enum RefusalReason
{
    /// <summary>No payload, or no token.</summary>
    NoToken,

    /// <summary>Token or signature is not base64 of a possible length; or it is no JWT with a header that the protocol allows.</summary>
    MalformedToken,

    /// <summary>The JWT's <c>kid</c> and the request's <c>key_id</c> name different clients.</summary>
    ClientsDiffer,

    /// <summary>No client of that name is configured.</summary>
    UnknownClient,

    /// <summary>All keys of the client are missing in the vault, disabled, expired, not valid yet, or of the wrong kind.</summary>
    UnusableKey,

    /// <summary>The signature is none of the client's keys.</summary>
    WrongSignature,

    /// <summary>The token was not encrypted for a key of the gateway's that counts.</summary>
    NotDecryptable,

    /// <summary>The claims do not have their form.</summary>
    MalformedClaims,

    /// <summary>The token's time is over.</summary>
    Expired,

    /// <summary>The token's time ends further ahead, or lasts longer, than any client needs.</summary>
    ExpiresTooLate,

    /// <summary>The token's time has not begun.</summary>
    IssuedAhead,

    /// <summary>The client's USER and PASS are not the configured ones.</summary>
    WrongCredentials,

    /// <summary>The token is for another gateway, or this one has no name (<c>Auth__Audience</c>).</summary>
    WrongAudience,

    /// <summary>The token binds no body, and it must.</summary>
    UnboundBody,

    /// <summary>The token binds another body.</summary>
    WrongBodyHash,

    /// <summary>The token has let somebody in before.</summary>
    UsedToken,
}
