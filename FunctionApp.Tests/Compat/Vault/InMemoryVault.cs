using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;

namespace BotGateway.Tests.Compat.Vault;

/// <summary>A vault with the keys "gateway" (RSA, versions 1 and 2) and "curve" (P-256), by REST without a socket.</summary>
internal sealed class InMemoryVault(string resource = "https://vault.azure.net") : HttpMessageHandler
{
    public static readonly Uri Address = new("https://local.vault.azure.net");

    public RSA Rsa { get; } = RSA.Create(2048);

    public ECDsa Curve { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public List<SentRequest> Requests { get; } = [];

    /// <summary>What every request with a token is refused with; null for none.</summary>
    public (HttpStatusCode Status, string Code)? Refusal { get; set; }

    /// <summary>Where the second page of versions is.</summary>
    public Uri SecondPage { get; set; } = new(Address, "/keys/gateway/versions?api-version=2025-07-01&$skiptoken=second");

    public KeyClient Client(TokenCredential credential, Uri? address = null, bool disableVerification = false)
    {
        var options = new KeyClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(this)),
            DisableChallengeResourceVerification = disableVerification,
            Retry = { MaxRetries = 0 },
        };
        return new KeyClient(address ?? Address, credential, options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.Authorization?.ToString(),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        Requests.Add(sent);
        return sent.Authorization is null ? Challenge()
            : Refusal is { } refusal ? Error(refusal.Status, refusal.Code)
            : VaultAnswers.To(sent, this) is { } answer ? Json(HttpStatusCode.OK, answer)
            : sent.Method == "POST" ? Error(HttpStatusCode.BadRequest, "BadParameter")
            : Error(HttpStatusCode.NotFound, "KeyNotFound");
    }

    protected override void Dispose(bool disposing)
    {
        Rsa.Dispose();
        Curve.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage Challenge()
    {
        var response = Error(HttpStatusCode.Unauthorized, "Unauthorized");
        response.Headers.WwwAuthenticate.ParseAdd(
            $"Bearer authorization=\"https://login.microsoftonline.com/some-tenant\", resource=\"{resource}\"");
        return response;
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        Json(status, new { error = new { code, message = "It is refused." } });

    private static HttpResponseMessage Json(HttpStatusCode status, object body) => new(status) { Content = JsonContent.Create(body) };
}

/// <summary>What came in.</summary>
internal sealed record SentRequest(string Method, Uri Uri, string? Authorization, string Body);
