using System.Globalization;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Keys;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.Authentication;

/// <summary>A vault that does not answer says nothing about the caller: 503, never 401.</summary>
public sealed class VaultOutageTests(TableService tables)
{
    private const int Tries = 3;

    [Theory]
    [InlineData("list-versions", "401")]
    [InlineData("list-versions", "403")]
    [InlineData("list-versions", "429")]
    [InlineData("list-versions", "500")]
    [InlineData("list-versions", "refused")]
    [InlineData("list-versions", "hanging")]
    [InlineData("list-versions", "garbage")]
    [InlineData("get-key", "403")]
    [InlineData("get-key", "garbage")]
    [InlineData("decrypt", "401")]
    [InlineData("decrypt", "403")]
    [InlineData("decrypt", "429")]
    [InlineData("decrypt", "503")]
    [InlineData("decrypt", "refused")]
    [InlineData("decrypt", "hanging")]
    [InlineData("decrypt", "garbage")]
    public async Task A_vault_that_fails_is_a_503_and_forgotten_when_it_has_recovered(string operation, string fault)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(FailFast).StartAsync();
        gateway.Vault.Faults.Next(operation, FaultOf(fault), Tries);

        var during = await gateway.CallAsync(gateway.Token());
        gateway.Vault.Faults.Clear();
        gateway.Clock.Advance(TimeSpan.FromSeconds(30));
        var after = await gateway.CallAsync(gateway.Token());

        Assert.Equal("The key vault is unavailable.", Expected.Problem(503, during));
        Expected.Authenticated(after);
    }

    [Fact]
    public async Task A_missing_gateway_key_is_a_503()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        Directory.Delete(Path.Combine(gateway.DataDirectory, "vault", "gateway"), recursive: true);

        Expected.Problem(503, await gateway.CallAsync(gateway.Token()));
    }

    [Fact]
    public async Task A_disabled_gateway_key_is_a_503()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        var store = new KeyStore(gateway.DataDirectory, TimeProvider.System);
        store.Disable(store.List()["gateway"].Single());

        Expected.Problem(503, await gateway.CallAsync(gateway.Token()));
    }

    [Fact]
    public async Task A_gateway_that_cannot_sign_in_to_the_vault_is_a_503()
    {
        var credential = Substitute.For<TokenCredential>();
        credential.GetTokenAsync(default, TestContext.Current.CancellationToken).ThrowsAsyncForAnyArgs(
            new AuthenticationFailedException("no identity"));
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithService(credential).StartAsync();

        Expected.Problem(503, await gateway.CallAsync(gateway.Token()));
    }

    [Fact]
    public async Task An_unknown_client_learns_no_more_than_a_client_does_from_a_vault_that_does_not_answer()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        gateway.Vault.Faults.Next("challenge", Fault.Refused, 2 * Tries);

        var stranger = await gateway.CallAsync(gateway.Token() with { KeyId = "nobody" });
        var client = await gateway.CallAsync(gateway.Token(Gateway.Acme));

        Assert.Equal(Expected.Problem(503, client), Expected.Problem(503, stranger));
    }

    private static Fault FaultOf(string name) => name switch
    {
        "refused" => Fault.Refused,
        "hanging" => Fault.Timeout,
        "garbage" => Fault.Garbage,
        _ => Fault.Status(int.Parse(name, CultureInfo.InvariantCulture)),
    };

    private static void FailFast(IServiceCollection services) => services.Configure<KeyClientOptions>(options =>
    {
        options.Retry.MaxRetries = Tries - 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(200);
    });
}
