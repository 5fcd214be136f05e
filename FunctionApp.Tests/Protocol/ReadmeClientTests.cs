using System.Diagnostics;
using System.Text.RegularExpressions;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Protocol;

public sealed partial class ReadmeClientTests(TableService tables)
{
    [Theory]
    [InlineData("client.mjs", "«Cuéntame un chiste.»")]
    [InlineData("signed.mjs", "auth: true")]
    [InlineData("train-large.mjs", "status: 'pending'")]
    public async Task The_clients_in_the_README_work_as_they_stand(string name, string answer)
    {
        await using var gateway = await Gateway.StartAsync(tables);
        using var folder = new TemporaryDirectory();
        var script = Path.Combine(folder.Path, name);
        var readme = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "README.md"), TestContext.Current.CancellationToken);
        // The last is made of the one before it and takes a file.
        foreach (var each in new[] { name, "signed.mjs" })
            await File.WriteAllTextAsync(Path.Combine(folder.Path, each), Block().Match(readme, readme.IndexOf($"`{each}`", StringComparison.Ordinal)).Groups["code"].Value, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "examples.jsonl"), Examples.Lines(100), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await RunAsync(script, gateway);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("status: 200", output, StringComparison.Ordinal);
        Assert.Contains(answer, output, StringComparison.Ordinal);
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

    [GeneratedRegex(@"<!-- A test runs this block as it stands\. -->\n```js\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
