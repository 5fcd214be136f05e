using BotGateway.Authentication.Replay;

namespace BotGateway.Authentication.Tokens;

/// <summary>What a client says with a token, with the checks that are the form's own.</summary>
/// <param name="BodySha256">Unpadded base64url of the SHA-256 of the body that the token is for; null where it binds none.</param>
/// <param name="Use">What is used up when the token has let its client in.</param>
internal abstract record Claims(string? BodySha256, TokenUse Use)
{
    /// <summary>How far the clocks of client and gateway may differ; the wire protocol gives it to either form.</summary>
    protected static TimeSpan Grace { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks that the token is for now.</summary>
    /// <exception cref="RefusalException">It is not.</exception>
    public abstract void CheckTimes(DateTimeOffset now);

    /// <summary>Checks what the client and this gateway know of each other.</summary>
    /// <exception cref="RefusalException">The token is somebody else's, or for somebody else.</exception>
    public abstract void CheckCredentials(Client client, string audience);
}
