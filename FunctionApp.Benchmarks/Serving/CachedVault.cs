using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Benchmarks.Serving;

/// <summary>
/// LocalHost's vault, except that it decrypts with keys imported once, as a vault does: LocalHost's own reads the disk and imports the key for each call. The
/// processor time that this takes is counted apart from the gateway's.
/// </summary>
internal sealed class CachedVault(LocalVault vault, string dataDirectory) : DelegatingHandler(vault)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly RsaPool _key = new(GatewayKeyIn(dataDirectory));
    private long _ticks;

    public TimeSpan ProcessorTime => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public static string GatewayKeyIn(string dataDirectory) => new KeyStore(dataDirectory, TimeProvider.System).Versions(LocalKeys.GatewayKey)[0].Pem;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null || !request.RequestUri!.AbsolutePath.EndsWith("/decrypt", StringComparison.Ordinal))
            return await base.SendAsync(request, cancellationToken);

        // Writing the request is the gateway's work.
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var begin = ThreadClock.Now;
        using var call = JsonDocument.Parse(body);
        var ciphertext = Base64Url.DecodeFromChars(call.RootElement.GetProperty("value").GetString());
        var plaintext = Base64Url.EncodeToString(_key.Use(key => key.Decrypt(ciphertext, RSAEncryptionPadding.OaepSHA256)));
        var id = request.RequestUri.GetLeftPart(UriPartial.Path)[..^"/decrypt".Length];
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { kid = id, value = plaintext })) { Headers = { ContentType = Json } },
            RequestMessage = request,
        };
        Interlocked.Add(ref _ticks, (ThreadClock.Now - begin).Ticks);
        return response;
    }
}
