using System.Text.Json.Nodes;

namespace BotGateway.Tests.Gateways;

/// <summary>What client.mjs is to make. All is as docs/api.md says ("Encrypted tokens") unless it is set otherwise.</summary>
public sealed record TokenSpec
{
    /// <summary>The gateway's public key, PEM.</summary>
    public required string GatewayKey { get; init; }

    /// <summary>The client's private key, PEM.</summary>
    public required string ClientKey { get; init; }

    public required string User { get; init; }

    public required string Pass { get; init; }

    /// <summary>The client's clock, Unix milliseconds.</summary>
    public required long Now { get; init; }

    public string? KeyId { get; init; }

    /// <summary>A JSON string is sent as it stands; an object as <c>JSON.stringify</c> writes it.</summary>
    public JsonNode Body { get; init; } = """{"event_name":"check_credentials"}""";

    public bool BindsBody { get; init; }

    /// <summary>Claims beside the usual ones, or in their place.</summary>
    public JsonObject? Claims { get; init; }

    /// <summary>The plaintext of the token in place of all claims.</summary>
    public string? RawClaims { get; init; }

    public string? OaepHash { get; init; }

    /// <summary>The signature's hash.</summary>
    public string? Digest { get; init; }

    public bool Pss { get; init; }

    /// <summary>Signs what the token decodes to, not its text.</summary>
    public bool SignsBytes { get; init; }
}

/// <summary>What client.mjs has made.</summary>
/// <param name="Token">The token.</param>
/// <param name="Signature">Its signature.</param>
/// <param name="Text">The complete request.</param>
/// <param name="Error">Why it could not; null where it could.</param>
public sealed record EncryptedRequest(string Token, string Signature, string Text, string? Error = null);
