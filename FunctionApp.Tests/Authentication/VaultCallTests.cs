using BotGateway.Authentication;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Authentication;

/// <summary>What a request costs, whoever sends it: the vault allows about 400 calls a second to all clients together.</summary>
public sealed class VaultCallTests(TableService tables) : IAsyncLifetime
{
    private readonly ProbeEvent _probe = new(_ => Task.CompletedTask);
    private Gateway _gateway = null!;

    private CallLog Calls => _gateway.Vault.Calls;

    public async ValueTask InitializeAsync() => _gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(_probe.AddTo).StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Two_requests_cost_one_read_of_the_keys_and_one_decryption_each()
    {
        Expected.Authenticated(await _gateway.CallAsync(_gateway.Token()));
        Expected.Authenticated(await _gateway.CallAsync(_gateway.Token()));

        Assert.Equal(["/keys/client-default/versions", "/keys/gateway/versions"], Calls.Of("list-versions").Select(call => call.Path));
        Assert.StartsWith("/keys/client-default/", Assert.Single(Calls.Of("get-key")).Path, StringComparison.Ordinal);
        Assert.Equal(2, Calls.Count("decrypt"));
        Assert.All(Calls.Of("decrypt"), call => Assert.StartsWith("/keys/gateway/", call.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_5_minutes_the_lists_are_read_again_but_no_key()
    {
        await _gateway.CallAsync(_gateway.Token());
        _gateway.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await _gateway.CallAsync(_gateway.Token());
        var before = Calls.Count("list-versions");
        _gateway.Clock.Advance(TimeSpan.FromTicks(1));
        await _gateway.CallAsync(_gateway.Token());

        Assert.Equal((2, 4, 1), (before, Calls.Count("list-versions"), Calls.Count("get-key")));
    }

    [Fact]
    public async Task First_requests_at_once_share_one_read()
    {
        using var held = _gateway.Vault.Faults.Hold("get-key");
        var requests = Enumerable.Range(0, 8).Select(_ => _gateway.CallAsync(_gateway.Token())).ToList();
        await held.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        held.Release();

        Assert.All(await Task.WhenAll(requests), Expected.Authenticated);
        Assert.Equal((2, 1), (Calls.Count("list-versions"), Calls.Count("get-key")));
    }

    [Fact]
    public async Task Nothing_is_decrypted_or_done_for_a_wrong_signature()
    {
        var answer = await _gateway.CallAsync(_gateway.Token(Gateway.Acme) with { KeyId = null, Body = """{"event_name":"probe"}""" });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
        Assert.Equal(0, Calls.Count("decrypt"));
        AssertNothingDone();
    }

    [Fact]
    public async Task The_vault_is_not_asked_about_a_client_that_is_not_on_the_list()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { KeyId = "nobody", Body = """{"event_name":"probe"}""" });

        _gateway.AssertUnauthorized(answer, RejectionReason.UnknownClient);
        Assert.DoesNotContain(Calls.All, call => call.Path.Contains("nobody", StringComparison.Ordinal));
        Assert.Equal(0, Calls.Count("decrypt"));
        AssertNothingDone();
    }

    [Theory]
    [InlineData("""{"body":{"event_name":"probe"}}""")]
    [InlineData("""{"payload":{"token":"!","signature":"!"},"body":{"event_name":"probe"}}""")]
    public async Task The_vault_is_not_asked_about_what_cannot_be_a_token(string request)
    {
        var answer = await _gateway.SendAsync(request);

        Expected.Unauthorized(answer);
        Assert.Empty(Calls.All);
        AssertNothingDone();
    }

    [Fact]
    public async Task Nothing_is_done_for_a_good_signature_over_wrong_claims()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Pass = "other", Body = """{"event_name":"probe"}""" });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongCredentials);
        AssertNothingDone();
    }

    [Fact]
    public async Task An_authenticated_client_is_served()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = """{"event_name":"probe"}""" });

        Assert.Equal("""{"status":200,"event":"probe","auth":true}""", answer.Body);
        Assert.Equal(1, _probe.Calls);
    }

    private void AssertNothingDone()
    {
        Assert.Equal(0, _probe.Calls);
        Assert.Empty(_gateway.Models.Calls.All);
    }
}
