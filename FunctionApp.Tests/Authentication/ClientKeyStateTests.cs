using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Authentication;

public sealed class ClientKeyStateTests(TableService tables, NodeClient node) : IAsyncLifetime
{
    private SealedGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await SealedGateway.StartAsync(
        tables, node, settings: new() { ["Clients:2:Id"] = "newcomer", ["Clients:2:Credentials"] = new string('0', 64) });

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_disabled_key_is_refused()
    {
        Store.Disable(Store.List()["client-default"].Single());

        _gateway.AssertRefused(await CallAsync(), RefusalReason.UnusableKey);
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        AddKey(expires: Now);

        _gateway.AssertRefused(await CallAsync(), RefusalReason.UnusableKey);
    }

    [Fact]
    public async Task A_key_that_expires_while_it_is_cached_is_refused_from_then_on()
    {
        AddKey(expires: Now.AddSeconds(60));

        Expected.LetIn(await CallAsync());
        _gateway.Clock.Advance(TimeSpan.FromSeconds(60));

        _gateway.AssertRefused(await CallAsync(), RefusalReason.UnusableKey);
        Assert.Equal(1, _gateway.Gateway.Vault.Calls.Count("get-key"));
    }

    [Fact]
    public async Task A_key_is_refused_until_it_is_valid()
    {
        AddKey(notBefore: Now.AddSeconds(1));

        _gateway.AssertRefused(await CallAsync(), RefusalReason.UnusableKey);
        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));

        Expected.LetIn(await CallAsync());
    }

    [Fact]
    public async Task The_newest_version_of_a_key_counts()
    {
        using var other = RSA.Create(2048);
        Store.Add("client-default", other, KeyVersion.Verify);

        _gateway.AssertRefused(await CallAsync(), RefusalReason.WrongSignature);
        Expected.LetIn(await _gateway.CallAsync(_gateway.Order() with { ClientKey = other.ExportPkcs8PrivateKeyPem() }));
    }

    [Fact]
    public async Task A_configured_client_without_a_key_is_refused()
    {
        var answer = await _gateway.CallAsync(_gateway.Order() with { KeyId = "newcomer" });

        _gateway.AssertRefused(answer, RefusalReason.UnusableKey);
    }

    [Fact]
    public async Task An_elliptic_curve_key_is_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Store.Add("client-default", curve, KeyVersion.Verify);

        _gateway.AssertRefused(await CallAsync(), RefusalReason.UnusableKey);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public async Task A_key_of_less_than_2048_bits_is_refused(int bits)
    {
        using var small = RSA.Create(bits);
        Store.Add("client-default", small, KeyVersion.Verify);

        _gateway.AssertRefused(await CallAsync(), RefusalReason.UnusableKey);
    }

    private DateTimeOffset Now => _gateway.Clock.GetUtcNow();

    // Versions in the order of the real clock, like those that the start made; their validity by the gateway's clock.
    private KeyStore Store => new(_gateway.Gateway.DataDirectory, TimeProvider.System);

    private void AddKey(DateTimeOffset? notBefore = null, DateTimeOffset? expires = null)
    {
        using var key = RSA.Create();
        key.ImportFromPem(Store.List()["client-default"].Single().Pem);
        Store.Add("client-default", key, KeyVersion.Verify, notBefore, expires);
    }

    private Task<GatewayAnswer> CallAsync() => _gateway.CallAsync(_gateway.Order());
}
