namespace BotGateway.Client;

/// <summary>What encrypted tokens need beside the client's key (docs/api.md, "Encrypted tokens"). Each costs the gateway a call to its vault; prefer JWTs.</summary>
public sealed class EncryptedTokenOptions
{
    /// <summary>The gateway's public key, in PEM: RSA of 2048, 3072 or 4096 bits.</summary>
    public string GatewayPublicKeyPem { get; set; } = "";

    /// <summary>The USER that client and gateway agreed on.</summary>
    public string User { get; set; } = "";

    /// <summary>The PASS that client and gateway agreed on. It is never sent.</summary>
    public string Pass { get; set; } = "";
}
