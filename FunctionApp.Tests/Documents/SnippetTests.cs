using System.Diagnostics;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.NodeLibrary;

namespace BotGateway.Tests.Documents;

public sealed class SnippetTests(TableService tables, InstalledPackage package) : IClassFixture<InstalledPackage>
{
    [Theory]
    [InlineData("README.md", "quickstart.mjs", "«Cuéntame un chiste.»")]
    [InlineData("docs/api.md", "encrypted.mjs", "«Cuéntame un chiste.»")]
    [InlineData("docs/api.md", "jwt.mjs", "auth: true")]
    [InlineData("docs/api.md", "train-large.mjs", "status: 'pending'")]
    [InlineData("clients/node/README.md", "lists.mjs", "0 bots")]
    public async Task The_documented_programs_work_with_the_installed_package(string page, string name, string answer)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        await File.WriteAllTextAsync(Path.Combine(package.Folder, name), Snippets.Read(page, name), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(package.Folder, "examples.jsonl"), Examples.Lines(100), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await Snippets.RunAsync(package.Folder, gateway, "node", name);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(answer, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documented_receiver_takes_webhooks_and_refuses_what_is_not_signed()
    {
        using var folder = new TemporaryDirectory();
        var script = Path.Combine(folder.Path, "receiver.mjs");
        await File.WriteAllTextAsync(script, Snippets.Read("docs/api.md", "receiver.mjs"), TestContext.Current.CancellationToken);
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
}
