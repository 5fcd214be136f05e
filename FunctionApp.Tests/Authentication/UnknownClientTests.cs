using Azure.Security.KeyVault.Keys;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Authentication;

/// <summary>Whoever can sign for nobody makes the gateway read each configured client's keys once in 30 s at most, and nothing else.</summary>
public sealed class UnknownClientTests(TableService tables)
{
    private static readonly string?[] Named = [null, Gateway.Acme, "newcomer", "nobody"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_client_costs_one_read_in_30_seconds_for_each_client_even_while_the_vault_fails(bool fails)
    {
        await using var gateway = await StartAsync();
        var vault = gateway.Vault;
        if (fails)
            vault.Faults.Next("list-versions", Fault.Status(500), times: 1000);

        await SendAsync(gateway, fails);
        gateway.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        await SendAsync(gateway, fails);
        AssertCalls(lists: 1);
        gateway.Clock.Advance(TimeSpan.FromTicks(1));
        await SendAsync(gateway, fails);
        AssertCalls(lists: 2);

        void AssertCalls(int lists)
        {
            var paths = vault.Calls.Of("list-versions").Select(call => call.Path).CountBy(path => path).OrderBy(path => path.Key);
            Assert.Equal(
                [
                    new("/keys/client-acme/versions", lists),
                    new("/keys/client-default/versions", lists),
                    new KeyValuePair<string, int>("/keys/client-newcomer/versions", lists),
                ],
                paths);
            Assert.Equal((fails ? 0 : 2, 0), (vault.Calls.Count("get-key"), vault.Calls.Count("decrypt")));
        }
    }

    [Fact]
    public async Task Clients_go_on_while_the_vault_answers_nothing_but_decryptions_and_do_not_wait_for_it()
    {
        await using var gateway = await StartAsync();
        var faults = gateway.Vault.Faults;
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        faults.Next("list-versions", Fault.Status(500), times: 2);
        gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));

        using var client = faults.Hold("list-versions");
        using var key = faults.Hold("list-versions");
        gateway.Clock.Advance(TimeSpan.FromSeconds(30));

        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        await Task.WhenAll(client.Arrived, key.Arrived).WaitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Gateway> StartAsync() => await new GatewayBuilder(tables).WithClock().WithLog().WithSettings(new() { ["Clients:2:Id"] = "newcomer", ["Clients:2:Credentials"] = new string('0', 64) }).WithServices(services => services.Configure<KeyClientOptions>(options =>
        {
            options.Retry.MaxRetries = 0;
            // Longer than the test's own client waits for its answer.
            options.Retry.NetworkTimeout = TimeSpan.FromMinutes(10);
        })).StartAsync();

    /// <summary>Whoever a stranger can name, several times over, signed by another client than it says.</summary>
    private static async Task SendAsync(Gateway gateway, bool fails)
    {
        foreach (var name in Named)
        {
            var signer = name == Gateway.Acme ? "default" : Gateway.Acme;
            var request = (gateway.Token(signer) with { KeyId = name }).Encrypt().Text;
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => gateway.SendAsync(request))))
                Assert.Equal(fails ? 503 : 401, answer.Status);
        }
    }
}
