using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotGateway.Client.Tokens;

/// <summary>Creates encrypted tokens (docs/api.md, "Encrypted tokens").</summary>
internal sealed class EncryptedTokenFactory : ITokenFactory, IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    // RSA instances are not documented as safe for concurrent use.
    private readonly Lock _turn = new();
    private readonly RSA _gatewayKey = RSA.Create();
    private readonly string _clientId;
    private readonly string _credentials;
    private readonly IRequestSigner _signer;

    /// <exception cref="ArgumentException">The gateway's key cannot be read, USER or PASS is missing, or the signer is not RS256.</exception>
    public EncryptedTokenFactory(string clientId, EncryptedTokenOptions options, IRequestSigner signer)
    {
        if (signer.Algorithm != SigningAlgorithms.RS256)
            throw new ArgumentException("Encrypted tokens are signed with RS256.", nameof(signer));
        if (options is not { User.Length: > 0, Pass.Length: > 0 })
            throw new ArgumentException("EncryptedToken needs User and Pass.", nameof(options));
        try
        {
            _gatewayKey.ImportFromPem(options.GatewayPublicKeyPem);
        }
        catch (Exception unusable) when (unusable is ArgumentException or CryptographicException)
        {
            throw new ArgumentException("EncryptedToken.GatewayPublicKeyPem must be an RSA public key in PEM.", nameof(options), unusable);
        }

        (_clientId, _signer) = (clientId, signer);
        _credentials = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Pass), Encoding.UTF8.GetBytes(options.User + options.Pass)));
    }

    public async Task<Payload> CreateAsync(string bodySha256, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["credentials"] = _credentials,
            ["expirationTime"] = (now + Life).ToUnixTimeMilliseconds(),
            ["body_sha256"] = bodySha256,
        });
        var token = Convert.ToBase64String(Encrypt(claims));
        var signature = await _signer.SignAsync(Encoding.ASCII.GetBytes(token), cancellationToken).ConfigureAwait(false);
        return new Payload(token, Convert.ToBase64String(signature), _clientId);
    }

    public void Dispose() => _gatewayKey.Dispose();

    private byte[] Encrypt(byte[] claims)
    {
        lock (_turn)
            return _gatewayKey.Encrypt(claims, RSAEncryptionPadding.OaepSHA256);
    }
}
