using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;

namespace BotGateway.Tests.Authentication.Keys;

public sealed class ClientKeysTests
{
    private static readonly AuthenticatedClient Acme = new("acme", "", new HashSet<string>());
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly ClientKey First = Key("1");
    private static readonly ClientKey Second = Key("2");

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly IVault _vault = Substitute.For<IVault>();
    private readonly ClientKeys _keys;

    public ClientKeysTests() => _keys = new ClientKeys(_vault, Options.Create(new AuthOptions()), _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a b c", "a b")]
    [InlineData("a:disabled b c", "b c")]
    [InlineData("a:early b c", "b c")]
    [InlineData("a b:expired c", "a c")]
    [InlineData("a:expired b:early c:disabled", "")]
    [InlineData("a:unfit b c", "b c")]
    [InlineData("a:limited b:unfit c", "a c")]
    [InlineData("", "")]
    public async Task The_two_newest_that_may_be_used_now_are_found(string versions, string found)
    {
        Vault(versions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Version).ToArray());

        Assert.Equal(found, string.Join(' ', (await FindAsync()).Select(key => key.Version.Version)));
    }

    [Fact]
    public async Task A_key_goes_on_ageing_while_it_is_cached()
    {
        Vault(Key("new", notBefore: Start.AddSeconds(10)), Key("old", expires: Start.AddSeconds(20)));

        Assert.Equal(["old"], await VersionsAsync());
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["new", "old"], await VersionsAsync());
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["new"], await VersionsAsync());
        AssertReads(1);
    }

    [Fact]
    public async Task One_that_goes_away_does_not_take_the_keys_from_the_others_that_wait()
    {
        var read = new TaskCompletionSource<IReadOnlyList<ClientKey>>();
        _vault.ReadClientKeysAsync("acme", default, Cancellation).ReturnsForAnyArgs(call => read.Task.WaitAsync(call.Arg<CancellationToken>()));
        using var impatience = new CancellationTokenSource();

        var impatient = _keys.FindAsync(Acme, impatience.Token);
        var patient = FindAsync();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        read.SetResult([First]);

        Assert.Equal([First], await patient);
        AssertReads(1);
    }

    [Fact]
    public async Task Every_client_has_its_own_keys()
    {
        Vault(First);
        _vault.ReadClientKeysAsync("other", Arg.Any<TimeSpan>(), Arg.Any<CancellationToken>()).Returns([Second]);

        Assert.Equal([First], await FindAsync());
        Assert.Equal([Second], await _keys.FindAsync(Acme with { Id = "other" }, Cancellation));
    }

    [Fact]
    public async Task Keys_are_read_for_as_long_as_an_outage_may_last()
    {
        var keys = new ClientKeys(_vault, Options.Create(new AuthOptions { KeyOutageMinutes = 90 }), _clock);

        await keys.FindAsync(Acme, Cancellation);

        await _vault.Received(1).ReadClientKeysAsync("acme", TimeSpan.FromMinutes(90), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(29_999, false)]
    [InlineData(30_000, true)]
    public async Task Keys_that_do_not_fit_are_read_again_after_30_seconds(int milliseconds, bool again)
    {
        Vault(First);
        var tried = await FindAsync();
        Vault(Second, First);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(again ? [Second, First] : null, await _keys.ReadAgainAsync(Acme, tried, Cancellation));
        AssertReads(again ? 2 : 1);
    }

    [Fact]
    public async Task An_absent_key_is_looked_for_again_after_30_seconds()
    {
        Vault();
        Assert.Empty(await FindAsync());
        Vault(First);

        Assert.Null(await _keys.ReadAgainAsync(Acme, [], Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([First], await _keys.ReadAgainAsync(Acme, [], Cancellation));
    }

    [Fact]
    public async Task Who_has_tried_older_keys_gets_those_that_another_has_read_meanwhile()
    {
        Vault(First);
        var tried = await FindAsync();
        Vault(Second, First);
        _clock.Advance(TimeSpan.FromSeconds(30));

        await _keys.ReadAgainAsync(Acme, tried, Cancellation);

        Assert.Equal([Second, First], await _keys.ReadAgainAsync(Acme, tried, Cancellation));
        AssertReads(2);
    }

    private static ClientKey Version(string text) => text.Split(':') switch
    {
        [var id, "disabled"] => Key(id, enabled: false),
        [var id, "early"] => Key(id, notBefore: Start.AddTicks(1)),
        [var id, "expired"] => Key(id, expires: Start),
        [var id, "limited"] => Key(id, notBefore: Start, expires: Start.AddTicks(1)),
        [var id, "unfit"] => Key(id) with { Key = null },
        [var id] => Key(id),
        _ => throw new ArgumentException(text),
    };

    private static ClientKey Key(string id, bool enabled = true, DateTimeOffset? notBefore = null, DateTimeOffset? expires = null) =>
        new(new KeyVersion(id, enabled, notBefore, expires), new JsonWebKey());

    private void Vault(params ClientKey[] keys) =>
        _vault.ReadClientKeysAsync("acme", Arg.Any<TimeSpan>(), Arg.Any<CancellationToken>()).Returns(keys);

    private Task<IReadOnlyList<ClientKey>> FindAsync() => _keys.FindAsync(Acme, Cancellation);

    private async Task<IEnumerable<string>> VersionsAsync() => (await FindAsync()).Select(key => key.Version.Version);

    private void AssertReads(int count) => Assert.Equal(count, _vault.ReceivedCalls().Count());
}
