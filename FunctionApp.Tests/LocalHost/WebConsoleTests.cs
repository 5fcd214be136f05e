using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotGateway.Tests.LocalHost;

public sealed partial class WebConsoleTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const int MostBytes = 250 * 1024;

    private readonly HttpClient _http = shared.Gateway.Http;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere_and_runs_nothing_inline()
    {
        using var page = await _http.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<style|<script>|style=| on[a-z]+=", html);
        var size = html.Length;
        var linked = Linked().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["/console/console.css", "/console/main.mjs", "/openapi.json"], linked);
        foreach (var address in linked)
        {
            using var answer = await _http.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            size += address == "/openapi.json" ? 0 : (await answer.Content.ReadAsByteArrayAsync(Cancellation)).Length;
        }

        Assert.InRange(size, 1, MostBytes);
    }

    [Fact]
    public async Task It_is_told_that_the_models_are_simulated_and_what_to_type()
    {
        var about = JsonElement.Parse(await _http.GetStringAsync(new Uri("/console/about.json", UriKind.Relative), Cancellation));

        Assert.Equal("simulated", about.GetProperty("models").GetString());
        Assert.Equal(new Uri(_http.BaseAddress!, "lambda").AbsoluteUri, about.GetProperty("endpoint").GetString());
        Assert.Contains($"token --data {shared.Gateway.DataDirectory} | curl -sS {about.GetProperty("endpoint").GetString()}", about.GetProperty("try").GetString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/console/main.mjs")]
    [InlineData("/console/about.json")]
    public async Task A_name_of_another_machine_gets_nothing(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Host = "attacker.example";

        using var answer = await _http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Both_languages_say_the_same()
    {
        var html = await _http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
        var script = await _http.GetStringAsync(new Uri("/console/main.mjs", UriKind.Relative), Cancellation);

        var languages = Language().Matches(script).Select(match => Key().Matches(match.Groups[1].Value).Select(key => key.Groups[1].Value.Trim('"')).ToList()).ToList();
        Assert.Equal(2, languages.Count);
        Assert.Equal(languages[0], languages[1]);
        Assert.Subset(new HashSet<string>(languages[0]), new HashSet<string>(Text().Matches(html).Select(match => match.Groups[1].Value)));
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+)\"")]
    private static partial Regex Linked();

    [GeneratedRegex("\n  (?:en|es): {\n(.*?)\n  },", RegexOptions.Singleline)]
    private static partial Regex Language();

    [GeneratedRegex("""(?:^|, |\n)\s*("[^"]+"|[a-z]+): "[^"]*"(?=,)""")]
    private static partial Regex Key();

    [GeneratedRegex("data-text=\"([^\"]+)\"")]
    private static partial Regex Text();
}
