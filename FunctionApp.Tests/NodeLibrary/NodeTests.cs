using BotGateway.LocalHost.Vault;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.NodeLibrary;

public sealed class NodeTests(TableService tables, InstalledPackage package) : IClassFixture<InstalledPackage>
{
    private const string PreviousKeys = "modules/Libraries/cryptography/Client";

    private const string PreviousProgram = """
        import { payloadToken } from "./modules/Libraries/cryptography/Client/token.cryp.cjs";
        Object.assign(process.env, { USER_PEM: "local-user", PRIVATE_KEY_PASS: "local-pass" });
        const body = { event_name: "new_thread" };
        for (const payload of [payloadToken(), payloadToken(undefined, body)]) {
          const answer = await fetch(process.env.GATEWAY_URL, { method: "POST", body: JSON.stringify({ payload, body }), headers: { "content-type": "application/json" } });
          console.log(await answer.text());
        }
        """;

    [Fact]
    public async Task Its_own_tests_pass()
    {
        var folder = Repository.PathOf("clients/node");
        var tests = Directory.EnumerateFiles(Path.Combine(folder, "test"), "*.test.mjs").Order();

        var (exitCode, output, error) = await Snippets.RunAsync(folder, null, "node", ["--test", "--test-reporter=tap", .. tests]);

        Assert.True(exitCode == 0, $"{output}\n{error}");
        Assert.Matches("\n# pass [1-9][0-9]{2}\n", output);
        Assert.Contains("\n# skipped 0\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_holds_what_its_users_need_and_nothing_else()
    {
        var installed = Path.Combine(package.Folder, "node_modules/@bot-gateway/client");

        Assert.Equal(
            [
                "LICENSE", "README.es.md", "README.md", "index.d.ts", "index.mjs", "legacy.cjs", "legacy.d.cts",
                "lib/errors.mjs", "lib/options.mjs", "lib/pages.mjs", "lib/sender.mjs", "lib/signing.mjs", "package.json",
            ],
            Directory.EnumerateFiles(installed, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(installed, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_program_of_the_previous_service_goes_on_with_legacy_cjs_in_place_of_its_own_file()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var keys = Path.Combine(package.Folder, PreviousKeys);
        Directory.CreateDirectory(keys);
        File.Copy(LocalKeys.ClientPrivatePem(gateway.DataDirectory), Path.Combine(keys, "client_private_key.pem"));
        File.Copy(LocalKeys.GatewayPublicPem(gateway.DataDirectory), Path.Combine(keys, "lambda_public_key.pem"));
        File.Copy(Path.Combine(package.Folder, "node_modules/@bot-gateway/client/legacy.cjs"), Path.Combine(keys, "token.cryp.cjs"));
        await File.WriteAllTextAsync(Path.Combine(package.Folder, "previous.mjs"), PreviousProgram, TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await Snippets.RunAsync(package.Folder, gateway, "node", "previous.mjs");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(2, output.TrimEnd().Split('\n').Count(line => line.Contains("\"thread_id\":\"thread_", StringComparison.Ordinal)));
    }
}
