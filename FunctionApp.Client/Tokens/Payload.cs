namespace BotGateway.Client.Tokens;

/// <summary>What authenticates a request. Without a signature, the token is a JWT.</summary>
internal sealed record Payload(string Token, string? Signature = null, string? KeyId = null)
{
    // A record would print the token.
    public override string ToString() => nameof(Payload);
}
