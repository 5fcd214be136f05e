using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotGateway.LocalHost.Client;

/// <summary>A client of the gateway that sends encrypted tokens as docs/api.md describes them ("Encrypted tokens").</summary>
/// <param name="credentials">Who it is.</param>
/// <param name="clock">What time it is.</param>
public sealed class GatewayClient(GatewayCredentials credentials, TimeProvider clock)
{
    // The life that existing clients give their tokens.
    private static readonly TimeSpan TokenLife = TimeSpan.FromMilliseconds(10_000);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Whether tokens carry <c>body_sha256</c> and so are good for one body only; true by default.</summary>
    public bool BindsBody { get; init; } = true;

    /// <summary>Makes a complete request with a fresh token.</summary>
    /// <param name="bodyJson">The request's <c>body</c>, a JSON value; its characters are embedded as they are, without white space around
    /// them.</param>
    /// <returns>The text to send.</returns>
    public string CreateRequest(string bodyJson)
    {
        var body = bodyJson.Trim(' ', '\t', '\r', '\n'); // JSON's white space: around a value, it is not part of it.
        var token = Convert.ToBase64String(credentials.GatewayKey.Encrypt(CreateClaims(body), RSAEncryptionPadding.OaepSHA256));
        var signature = Convert.ToBase64String(credentials.ClientKey.SignData(
            Encoding.ASCII.GetBytes(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var payload = new Dictionary<string, string> { ["token"] = token, ["signature"] = signature };
        if (credentials.KeyId is not null)
            payload["key_id"] = credentials.KeyId;
        return $$"""{"payload":{{JsonSerializer.Serialize(payload, Readable.Json)}},"body":{{body}}}""";
    }

    /// <summary>Sends a request with a fresh token.</summary>
    /// <param name="http">Sends it; its base address is the gateway's.</param>
    /// <param name="bodyJson">The request's <c>body</c>, a JSON value.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer, whatever its status.</returns>
    public Task<GatewayAnswer> SendAsync(HttpClient http, string bodyJson, CancellationToken cancellationToken = default) =>
        SendRequestAsync(http, CreateRequest(bodyJson), cancellationToken);

    /// <summary>Sends a request that is complete already.</summary>
    /// <param name="http">Sends it; its base address is the gateway's.</param>
    /// <param name="request">The request's text.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer, whatever its status.</returns>
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
