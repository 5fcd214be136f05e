namespace BotGateway.Authentication;

/// <summary>Why a request is not authenticated. The log contains these names.</summary>
internal enum RejectionReason
{
    NoToken,

    /// <summary>The token or signature is not base64 of a valid length, or the JWT's header is not one that the protocol allows.</summary>
    MalformedToken,

    /// <summary>The JWT's <c>kid</c> and the request's <c>key_id</c> differ.</summary>
    ClientsDiffer,

    UnknownClient,

    /// <summary>All of the client's keys are missing, disabled, expired, not yet valid, or of the wrong kind.</summary>
    UnusableKey,

    WrongSignature,

    /// <summary>Not encrypted for a usable key of the gateway.</summary>
    NotDecryptable,

    MalformedClaims,

    Expired,

    /// <summary>Expires too far in the future, or is valid for too long.</summary>
    ExpiresTooLate,

    IssuedAhead,

    WrongCredentials,

    /// <summary>For another gateway, or this one has no <c>Auth__Audience</c>.</summary>
    WrongAudience,

    UnboundBody,

    WrongBodyHash,

    UsedToken,
}
