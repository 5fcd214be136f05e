using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Authentication.Keys;

public sealed class ClientKeyStateTests(TableService tables) : IAsyncLifetime
{
    private Gateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithSettings(new() { ["Clients:2:Id"] = "newcomer", ["Clients:2:Credentials"] = new string('0', 64) }).StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_disabled_key_is_refused()
    {
        DisableFirst();

        _gateway.AssertUnauthorized(await CallAsync(), RejectionReason.UnusableKey);
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        ReplaceKey(expires: Now);

        _gateway.AssertUnauthorized(await CallAsync(), RejectionReason.UnusableKey);
    }

    [Fact]
    public async Task A_key_that_expires_while_it_is_cached_is_refused_from_then_on()
    {
        ReplaceKey(expires: Now.AddSeconds(60));

        Expected.Authenticated(await CallAsync());
        _gateway.Clock.Advance(TimeSpan.FromSeconds(60));

        _gateway.AssertUnauthorized(await CallAsync(), RejectionReason.UnusableKey);
        Assert.Equal(1, _gateway.Vault.Calls.Count("get-key"));
    }

    [Fact]
    public async Task A_key_is_refused_until_it_is_valid()
    {
        ReplaceKey(notBefore: Now.AddSeconds(1));

        _gateway.AssertUnauthorized(await CallAsync(), RejectionReason.UnusableKey);
        Assert.Equal(1, _gateway.Vault.Calls.Count("get-key"));
        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));

        Expected.Authenticated(await CallAsync());
    }

    [Fact]
    public async Task A_configured_client_without_a_key_is_refused()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { KeyId = "newcomer" });

        _gateway.AssertUnauthorized(answer, RejectionReason.UnusableKey);
    }

    [Fact]
    public async Task An_elliptic_curve_key_cannot_sign_a_encrypted_token()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DisableFirst();
        Store.Add("client-default", curve, KeyVersion.Verify);

        Expected.Unauthorized(await CallAsync());
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public async Task A_key_of_less_than_2048_bits_is_refused(int bits)
    {
        using var small = RSA.Create(bits);
        DisableFirst();
        Store.Add("client-default", small, KeyVersion.Verify);

        _gateway.AssertUnauthorized(await CallAsync(), RejectionReason.UnusableKey);
    }

    private DateTimeOffset Now => _gateway.Clock.GetUtcNow();

    // Versions in the order of the real clock, like those that the start made; their validity by the gateway's clock.
    private KeyStore Store => new(_gateway.DataDirectory, TimeProvider.System);

    private void ReplaceKey(DateTimeOffset? notBefore = null, DateTimeOffset? expires = null)
    {
        using var key = RSA.Create();
        key.ImportFromPem(DisableFirst().Pem);
        Store.Add("client-default", key, KeyVersion.Verify, notBefore, expires);
    }

    private KeyVersion DisableFirst()
    {
        var first = Store.List()["client-default"].Single();
        Store.Disable(first);
        return first;
    }

    private Task<GatewayAnswer> CallAsync() => _gateway.CallAsync(_gateway.Token());
}
