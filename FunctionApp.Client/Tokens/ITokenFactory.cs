namespace BotGateway.Client.Tokens;

internal interface ITokenFactory
{
    /// <summary>Creates a request's <c>payload</c> with a new token, which is valid once and for the body with this hash: unpadded base64url of its SHA-256.</summary>
    Task<Payload> CreateAsync(string bodySha256, DateTimeOffset now, CancellationToken cancellationToken);
}
