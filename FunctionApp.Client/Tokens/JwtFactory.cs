using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace BotGateway.Client.Tokens;

/// <summary>Creates JWTs (docs/api.md, "JWT").</summary>
internal sealed class JwtFactory(string clientId, string audience, IRequestSigner signer) : ITokenFactory
{
    private const int LifeSeconds = 60;

    private readonly string _header = Encode(writer =>
    {
        writer.WriteString("alg", signer.Algorithm);
        writer.WriteString("kid", clientId);
    });

    public async Task<Payload> CreateAsync(string bodySha256, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issued = now.ToUnixTimeSeconds();
        var claims = Encode(writer =>
        {
            writer.WriteNumber("iat", issued);
            writer.WriteNumber("exp", issued + LifeSeconds);
            writer.WriteString("jti", Guid.NewGuid());
            writer.WriteString("aud", audience);
            writer.WriteString("body_sha256", bodySha256);
        });
        var signed = $"{_header}.{claims}";
        var signature = await signer.SignAsync(Encoding.ASCII.GetBytes(signed), cancellationToken).ConfigureAwait(false);
        return new Payload($"{signed}.{Base64Url.EncodeToString(signature)}");
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(json.ToArray());
    }
}
