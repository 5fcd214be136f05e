namespace BotGateway.Authentication;

/// <summary>A caller that is not let in. The answer is always the same 401; only the log learns the reason.</summary>
/// <param name="reason">Why.</param>
/// <param name="cause">The exception behind it, if any.</param>
public sealed class RefusalException(RefusalReason reason, Exception? cause = null) : Exception($"Refused: {reason}.", cause)
{
    /// <summary>Why the caller is not let in.</summary>
    public RefusalReason Reason { get; } = reason;
}

/// <summary>Why a caller is not let in.</summary>
public enum RefusalReason
{
    /// <summary>No payload, no token, or no signature.</summary>
    NoToken,

    /// <summary>Token or signature is not canonical base64 of a possible length.</summary>
    MalformedToken,

    /// <summary>No client of that name is configured.</summary>
    UnknownClient,

    /// <summary>The client's key is missing in the vault, disabled, expired, not valid yet, or of the wrong kind.</summary>
    UnusableKey,

    /// <summary>The signature is not the client's.</summary>
    WrongSignature,

    /// <summary>The token was not encrypted for the gateway's key.</summary>
    NotDecryptable,

    /// <summary>The decrypted claims do not have their form.</summary>
    MalformedClaims,

    /// <summary>The token's time is over.</summary>
    Expired,

    /// <summary>The token's time ends further ahead than any client needs.</summary>
    ExpiresTooLate,

    /// <summary>The client's USER and PASS are not the configured ones.</summary>
    WrongCredentials,

    /// <summary>The token binds another body.</summary>
    WrongBodyHash,
}
