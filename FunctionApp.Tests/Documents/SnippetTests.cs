using System.Diagnostics;
using System.Text.RegularExpressions;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Documents;

public sealed partial class SnippetTests(TableService tables)
{
    [Theory]
    [InlineData("README.md", "quickstart.mjs", "bot_id: 'bot_")]
    [InlineData("docs/api.md", "client.mjs", "«Cuéntame un chiste.»")]
    [InlineData("docs/api.md", "jwt.mjs", "auth: true")]
    [InlineData("docs/api.md", "train-large.mjs", "status: 'pending'")]
    public async Task The_documented_clients_work_as_they_are(string page, string name, string answer)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var folder = new TemporaryDirectory();
        var script = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(script, Snippet(page, name), TestContext.Current.CancellationToken);
        // train-large.mjs imports jwt.mjs and reads a file.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "jwt.mjs"), Snippet("docs/api.md", "jwt.mjs"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "examples.jsonl"), Examples.Lines(100), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await RunAsync(script, gateway);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("status: 200", output, StringComparison.Ordinal);
        Assert.Contains(answer, output, StringComparison.Ordinal);
    }

    // The first block after the file's name.
    private static string Snippet(string page, string name)
    {
        var text = Repository.Read(page);
        return Block().Match(text, text.IndexOf($"`{name}`", StringComparison.Ordinal)).Groups["code"].Value;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, Gateway gateway)
    {
        var start = new ProcessStartInfo("node", [script]) { WorkingDirectory = Path.GetDirectoryName(script), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GATEWAY_URL"] = new Uri(gateway.Http.BaseAddress!, "lambda").AbsoluteUri;
        start.Environment["PART_BYTES"] = "5000";
        start.Environment["KEYS"] = Path.Combine(gateway.DataDirectory, "keys");
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, await output, await error);
    }

    [GeneratedRegex(@"<!-- A test runs this block as it is\. -->\n```js\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
