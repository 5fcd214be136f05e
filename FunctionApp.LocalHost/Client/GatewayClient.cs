using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotGateway.LocalHost.Client;

/// <summary>A client of the gateway that uses encrypted tokens (docs/api.md, "Encrypted tokens").</summary>
public sealed class GatewayClient(GatewayCredentials credentials, TimeProvider clock)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Whether tokens carry <c>body_sha256</c>, which makes them valid for one body only; true by default.</summary>
    public bool BindsBody { get; init; } = true;

    /// <summary>How long tokens are valid; by default as long as existing clients' tokens.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromMilliseconds(10_000);

    /// <summary>Creates a complete request with a new token.</summary>
    public string CreateRequest(string bodyJson)
    {
        var body = bodyJson.Trim(' ', '\t', '\r', '\n'); // Whitespace around a JSON value is not part of it.
        return $$"""{"payload":{{JsonSerializer.Serialize(CreatePayload(body), Readable.Json)}},"body":{{body}}}""";
    }

    /// <summary>Creates the <c>payload</c> of a request.</summary>
    public IReadOnlyDictionary<string, string> CreatePayload(string body)
    {
        var token = Convert.ToBase64String(credentials.GatewayKey.Encrypt(CreateClaims(body), RSAEncryptionPadding.OaepSHA256));
        var signature = Convert.ToBase64String(credentials.ClientKey.SignData(
            Encoding.ASCII.GetBytes(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var payload = new Dictionary<string, string> { ["token"] = token, ["signature"] = signature };
        if (credentials.KeyId is not null)
            payload["key_id"] = credentials.KeyId;
        return payload;
    }

    /// <summary>Sends a request with a new token.</summary>
    public Task<GatewayAnswer> SendAsync(HttpClient http, string bodyJson, CancellationToken cancellationToken = default) =>
        SendRequestAsync(http, CreateRequest(bodyJson), cancellationToken);

    /// <summary>Sends a complete request.</summary>
    public static async Task<GatewayAnswer> SendRequestAsync(HttpClient http, string request, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(request, Encoding.UTF8, Json);
        using var response = await http.PostAsync(new Uri("lambda", UriKind.Relative), content, cancellationToken);
        return new GatewayAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.TryGetValues("x-request-id", out var ids) ? ids.Single() : null);
    }

    private byte[] CreateClaims(string body)
    {
        var claims = new Dictionary<string, object>
        {
            ["credentials"] = credentials.Credentials,
            ["expirationTime"] = (clock.GetUtcNow() + TokenLife).ToUnixTimeMilliseconds(),
        };
        if (BindsBody)
            claims["body_sha256"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return JsonSerializer.SerializeToUtf8Bytes(claims);
    }
}
