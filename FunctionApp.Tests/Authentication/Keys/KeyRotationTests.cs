using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Authentication.Keys;

/// <summary>A key changes without one request being lost: its next version works as soon as the vault has it, the one before goes on.</summary>
public sealed class KeyRotationTests(TableService tables, KeyRotationTests.Keys keys)
    : IClassFixture<KeyRotationTests.Keys>, IAsyncLifetime
{
    private Gateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_clients_next_key_works_at_once_and_the_one_before_goes_on()
    {
        Expected.Authenticated(await _gateway.CallAsync(First));
        Add("client-default", keys.Second);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _gateway.CallAsync(SignedWith(keys.Second)))), Expected.Authenticated);
        Expected.Authenticated(await _gateway.CallAsync(First));
    }

    [Fact]
    public async Task A_clients_third_key_pushes_the_first_out()
    {
        Expected.Authenticated(await _gateway.CallAsync(First));
        Add("client-default", keys.Second);
        Add("client-default", keys.Third);

        Expected.Authenticated(await _gateway.CallAsync(SignedWith(keys.Third)));
        Expected.Authenticated(await _gateway.CallAsync(SignedWith(keys.Second)));
        _gateway.AssertUnauthorized(await _gateway.CallAsync(First), RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task Each_of_several_changes_works_at_once()
    {
        Expected.Authenticated(await _gateway.CallAsync(First));
        Add("client-default", keys.Second);
        Expected.Authenticated(await _gateway.CallAsync(SignedWith(keys.Second)));
        Add("client-default", keys.Third);

        Expected.Authenticated(await _gateway.CallAsync(SignedWith(keys.Third)));
    }

    [Fact]
    public async Task The_gateways_next_key_works_at_once_and_then_every_request_costs_one_decryption_whichever_key_its_client_has()
    {
        var early = _gateway.Token(Gateway.Acme);
        var late = First with { GatewayKey = keys.Second };
        Expected.Authenticated(await _gateway.CallAsync(early));
        Expected.Authenticated(await _gateway.CallAsync(First));
        Add("gateway", keys.Second);

        Expected.Authenticated(await _gateway.CallAsync(Now(late)));
        Expected.Authenticated(await _gateway.CallAsync(Now(early)));

        var calls = _gateway.Vault.Calls;
        var (decryptions, all) = (calls.Count("decrypt"), calls.All.Count);
        for (var i = 0; i < 3; i++)
        {
            Expected.Authenticated(await _gateway.CallAsync(Now(late)));
            Expected.Authenticated(await _gateway.CallAsync(Now(early)));
        }

        Assert.Equal((6, 6), (calls.Count("decrypt") - decryptions, calls.All.Count - all));
    }

    [Fact]
    public async Task A_disabled_key_of_the_gateway_opens_nothing_any_more_and_the_other_goes_on()
    {
        var late = First with { GatewayKey = keys.Second };
        Add("gateway", keys.Second);
        Expected.Authenticated(await _gateway.CallAsync(First));
        Disable("gateway");
        Pass(TimeSpan.FromSeconds(30));

        _gateway.AssertUnauthorized(await _gateway.CallAsync(First), RejectionReason.NotDecryptable);
        Expected.Authenticated(await _gateway.CallAsync(Now(late)));
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData("2", 2)]
    public async Task A_disabled_key_of_a_client_stops_working_within_5_minutes_or_as_many_as_are_set(string? setting, int minutes)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithSetting("Auth:KeyMinutes", setting ?? "5").StartAsync();
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        var store = new KeyStore(gateway.DataDirectory, TimeProvider.System);
        store.Disable(store.List()["client-default"].Single());

        gateway.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        gateway.Clock.Advance(TimeSpan.FromTicks(1));
        gateway.AssertUnauthorized(await gateway.CallAsync(gateway.Token()), RejectionReason.UnusableKey);
    }

    private TokenSpec First => _gateway.Token();

    private TokenSpec SignedWith(RSA key) => First with { ClientKey = key };

    private TokenSpec Now(TokenSpec order) => order with { Now = First.Now };

    private void Pass(TimeSpan time) => _gateway.Clock.Advance(time);

    // The vault tells times in whole seconds: each version is a minute younger than the one before.
    private void Add(string name, RSA key)
    {
        var created = new FakeTimeProvider(Store.List()[name].First().Created.AddMinutes(1));
        new KeyStore(_gateway.DataDirectory, created).Add(name, key, name == "gateway" ? KeyVersion.Decrypt : KeyVersion.Verify);
    }

    private void Disable(string name) => Store.Disable(Store.List()[name].Last());

    private KeyStore Store => new(_gateway.DataDirectory, TimeProvider.System);

    /// <summary>Keys that are slow to make, made once.</summary>
    public sealed class Keys : IDisposable
    {
        public RSA Second { get; } = GatewayKeys.Rsa();

        public RSA Third { get; } = RSA.Create(2048);

        public void Dispose()
        {
            Second.Dispose();
            Third.Dispose();
        }
    }
}
