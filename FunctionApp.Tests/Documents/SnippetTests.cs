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

    [Fact]
    public async Task The_documented_receiver_takes_webhooks_and_refuses_what_is_not_signed()
    {
        using var folder = new TemporaryDirectory();
        var script = Path.Combine(folder.Path, "receiver.mjs");
        await File.WriteAllTextAsync(script, Snippet("docs/api.md", "receiver.mjs"), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true };
        (start.Environment["WEBHOOK_SECRET"], start.Environment["PORT"]) = (Gateway.WebhookSecret, "0");
        using var node = Process.Start(start)!;
        try
        {
            var port = (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[^1];
            var address = new Uri($"http://127.0.0.1:{port}/");
            await using var gateway = await new GatewayBuilder(tables).WithWebhook(address).WithBot().StartAsync();
            using var unsigned = new StringContent("""{"type":"routine.answered","data":{}}""");
            var refused = await gateway.Http.PostAsync(address, unsigned, TestContext.Current.CancellationToken);
            await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 1 *"));

            await gateway.TickAsync(TestContext.Current.CancellationToken);

            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Matches("^msg_[0-9a-f]{32} routine.answered", await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            node.Kill();
        }
    }

    // Which the signature tests call.
    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public void The_documented_method_is_the_one_that_is_tested(string page)
    {
        static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

        Assert.Contains(Flat(Assert.Single(Document.Open(page).Blocks("csharp"))), Flat(Repository.Read("FunctionApp.LocalHost/Client/WebhookVerifier.cs")), StringComparison.Ordinal);
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
