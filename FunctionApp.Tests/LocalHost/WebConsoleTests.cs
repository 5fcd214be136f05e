using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BotGateway.WebConsole;

namespace BotGateway.Tests.LocalHost;

public sealed partial class WebConsoleTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const int MostBytes = 250 * 1024;

    /// <summary>Of all files that are written here, and of one.</summary>
    private const int MostLines = 2500;

    private const int MostLinesOfAFile = 200;

    private static readonly Dictionary<string, string> Own = ConsoleFile.All
        .Where(file => !file.Path.StartsWith("vendor/", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content));

    private static readonly string Code = string.Concat(Own.Where(file => IsScript(file.Key) && !file.Key.StartsWith("texts/", StringComparison.Ordinal)).Select(file => file.Value));

    private static readonly Dictionary<string, string> English = Texts("en");

    private readonly HttpClient _http = shared.Gateway.Http;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_served_with_all_that_it_loads_and_may_run_nothing_inline()
    {
        using var page = await _http.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<style|<script>|style=| on[a-z]+=", html);
        Assert.Equal(["/console/icon.svg", "/console/console.css", "/console/views.css", "/console/vendor/uPlot/uPlot.min.css", "/console/vendor/uPlot/uPlot.iife.min.js", "/console/main.mjs", "/console/icon.svg"], Linked().Matches(html).Select(match => match.Groups[1].Value));
        foreach (var file in ConsoleFile.All.Where(file => file.Path != ConsoleFile.StartPage))
        {
            using var answer = await _http.GetAsync(new Uri($"/console/{file.Path}", UriKind.Relative), Cancellation);
            Assert.Equal((HttpStatusCode.OK, file.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
            Assert.Equal(policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/console/main.mjs")]
    public async Task A_name_of_another_machine_gets_nothing(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Host = "attacker.example";

        using var answer = await _http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public void It_stays_small()
    {
        // The licences travel with the libraries, but no page loads them; and it loads the texts of one language.
        var other = Own.Where(file => file.Key.StartsWith("texts/", StringComparison.Ordinal)).Min(file => Encoding.UTF8.GetByteCount(file.Value));
        Assert.InRange(ConsoleFile.All.Where(file => !file.ContentType.StartsWith("text/plain", StringComparison.Ordinal)).Sum(file => file.Content.Length) - other, 1, MostBytes);
        Assert.InRange(Own.Values.Sum(Lines), 1, MostLines);
        Assert.All(Own.Values, text => Assert.InRange(Lines(text), 1, MostLinesOfAFile));

        static int Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Length;
    }

    [Fact]
    public void Every_module_is_there_and_none_comes_from_elsewhere()
    {
        foreach (var (path, text) in Own.Where(file => IsScript(file.Key)))
        {
            foreach (var module in Imported().Matches(Template().Replace(text, "")).Select(match => match.Groups[1].Value))
            {
                Assert.StartsWith(".", module, StringComparison.Ordinal);
                var imported = new Uri(new Uri($"http://page/{path}"), module).AbsolutePath[1..];
                Assert.True(ConsoleFile.All.Any(file => file.Path == imported), $"{path} imports {module}");
            }
        }

        // The name of SVG.
        var addresses = Own.SelectMany(file => Address().Matches(file.Value).Select(match => match.Value)).Distinct();
        Assert.Equal(["http://www.w3.org/2000/svg"], addresses);
        Assert.DoesNotContain(Own.Where(file => file.Key.EndsWith(".css", StringComparison.Ordinal)), file => file.Value.Contains("url(", StringComparison.Ordinal) || file.Value.Contains("@import", StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_ever_becomes_markup_or_code() =>
        Assert.All(Own, file => Assert.DoesNotMatch(@"(inner|outer)HTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc|\beval\(|new Function|setAttribute\(""(on|style)", file.Value));

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_values()
    {
        var spanish = Texts("es");

        Assert.Equal(English.Keys, spanish.Keys);
        Assert.All(English, text => Assert.Equal(Values(text.Value), Values(spanish[text.Key])));

        static IEnumerable<string> Values(string text) => Value().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    public void No_text_is_missing_and_none_is_unused()
    {
        Assert.NotEmpty(English);
        Assert.Empty(Asked().Matches(Code).Select(match => match.Groups[1].Value).Except(English.Keys));

        var named = Named().Matches(Code).Select(match => match.Groups[1].Value).ToHashSet();
        var composed = Composed().Matches(Code).Select(match => (Start: match.Groups[1].Value, End: match.Groups[2].Value)).Where(part => part != ("", "")).ToHashSet();
        var unused = English.Keys.Where(key => !IsUsed(key)).ToList();
        Assert.Empty(unused);

        bool IsUsed(string key)
        {
            var parent = key[..key.LastIndexOf('.')];
            return named.Contains(key)
                || (named.Contains(parent) && !English.ContainsKey(parent)) // Handed over, to be completed elsewhere.
                || composed.Any(part => part.Start.Length > 0
                    ? Regex.IsMatch(key, $"^{Regex.Escape(part.Start)}[^.]+{Regex.Escape(part.End)}$")
                    : key.EndsWith(part.End, StringComparison.Ordinal) && English.ContainsKey(key[..^part.End.Length]));
        }
    }

    private static bool IsScript(string path) => path.EndsWith(".mjs", StringComparison.Ordinal);

    private static Dictionary<string, string> Texts(string language) =>
        Text().Matches(Own[$"texts/{language}.mjs"]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+)\"")]
    private static partial Regex Linked();

    [GeneratedRegex("""(?:\bfrom|\bimport\(?) ?"([^"]+)";?""")]
    private static partial Regex Imported();

    /// <summary>Holds the code to copy, which has imports of its own.</summary>
    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Template();

    [GeneratedRegex("""(?:https?:)?//(?=[a-z0-9])[^\s"'`)]+(?=["'`])""")]
    private static partial Regex Address();

    [GeneratedRegex("""
        "([\w.]+)": "((?:[^"\\]|\\.)*)",
        """)]
    private static partial Regex Text();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Value();

    [GeneratedRegex("""\btext\("([^"]+)"[,)]""")]
    private static partial Regex Asked();

    [GeneratedRegex("""
        "([a-zA-Z][\w.]*)"
        """)]
    private static partial Regex Named();

    /// <summary>Texts whose name has a part that varies, such as <c>`fault.${status}`</c>.</summary>
    [GeneratedRegex("`((?:[a-zA-Z]+\\.)(?:[a-zA-Z.]*)|)\\$\\{[^}`]*\\}((?:\\.[a-zA-Z]+)*)`")]
    private static partial Regex Composed();
}
