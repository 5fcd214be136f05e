using System.Net;
using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.LocalHost.WebConsole;

public sealed class ConsoleSessionTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Session = "/console/session.json";

    // As the page does it.
    private const string Page = """
        const session = await (await fetch(`${process.argv[1]}console/session.json`)).json();
        const key = await crypto.subtle.importKey("jwk", session.key.jwk, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, false, ["sign"]);
        const base64Url = (bytes) => Buffer.from(bytes).toString("base64url");
        const utf8 = (text) => new TextEncoder().encode(text);
        const body = JSON.stringify({ event_name: "check_credentials" });
        const now = Math.floor(Date.parse(session.time) / 1000);
        const claims = { iat: now, exp: now + 60, jti: crypto.randomUUID(), aud: session.audience, body_sha256: base64Url(await crypto.subtle.digest("SHA-256", utf8(body))) };
        const signed = [{ alg: session.key.alg, kid: session.client }, claims].map((part) => base64Url(JSON.stringify(part))).join(".");
        const signature = base64Url(await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, utf8(signed)));
        const answer = await fetch(session.endpoint, { method: "POST", headers: { "content-type": "application/json" }, body: `{"payload":{"token":"${signed}.${signature}"},"body":${body}}` });
        console.log(await answer.text());
        """;

    private static readonly string[] PrivateNumbers = ["d", "p", "q", "dp", "dq", "qi"];

    private readonly Gateway _gateway = shared.Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_signs_as_the_client_default_with_WebCrypto()
    {
        var (exitCode, output, error) = await Snippets.RunAsync(
            _gateway.DataDirectory, null, "node", ["--input-type=module", "--eval", Page, _gateway.Http.BaseAddress!.AbsoluteUri]);

        Assert.True(exitCode == 0, error);
        Assert.Equal("""{"status":200,"event":"check_credentials","auth":true}""", output.Trim());
    }

    [Fact]
    public async Task It_says_what_the_page_shows()
    {
        var session = JsonElement.Parse(await _gateway.Http.GetStringAsync(new Uri(Session, UriKind.Relative), Cancellation));

        Assert.Equal(
            ("local", "simulated", "default", "bot-gateway"),
            (session.GetProperty("mode").GetString(), session.GetProperty("models").GetString(), session.GetProperty("client").GetString(), session.GetProperty("audience").GetString()));
        var endpoint = new Uri(_gateway.Http.BaseAddress!, "lambda").AbsoluteUri;
        Assert.Equal(endpoint, session.GetProperty("endpoint").GetString());
        Assert.Contains($"token --data {_gateway.DataDirectory} | curl -sS {endpoint}", session.GetProperty("try").GetString(), StringComparison.Ordinal);
        Assert.Equal(_gateway.Clock.GetUtcNow(), session.GetProperty("time").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("none", HttpStatusCode.Forbidden)]
    public async Task Only_the_page_itself_is_answered(string site, HttpStatusCode expected)
    {
        foreach (var path in new[] { Session, "/console/requests.json", "/console/stream" })
        {
            using var answer = await GetAsync(path, "Sec-Fetch-Site", site);

            Assert.Equal(expected, answer.StatusCode);
            if (expected != HttpStatusCode.OK)
                Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData(Session)]
    [InlineData("/console/requests.json")]
    [InlineData("/console/stream")]
    public async Task A_name_of_another_machine_gets_nothing(string path)
    {
        using var answer = await GetAsync(path, "Host", "attacker.example");

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Another_origin_can_neither_read_nor_embed_it_and_nothing_keeps_it()
    {
        using var answer = await GetAsync(Session, "Origin", "https://attacker.example");

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_key_is_neither_logged_nor_written()
    {
        var session = JsonElement.Parse(await _gateway.Http.GetStringAsync(new Uri(Session, UriKind.Relative), Cancellation));
        var secrets = PrivateNumbers.Select(name => session.GetProperty("key").GetProperty("jwk").GetProperty(name).GetString()!).ToList();

        var kept = _gateway.Log.Lines.Select(line => line.Text)
            .Concat(Directory.EnumerateFiles(_gateway.DataDirectory, "*", SearchOption.AllDirectories).Select(File.ReadAllText)).ToList();
        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept, text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation(header, value);
        return await _gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }
}
