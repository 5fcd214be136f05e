using BotGateway.Authentication;
using BotGateway.Requests;
using BotGateway.Vault;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.Authentication;

public sealed class ClientKeyCacheTests
{
    private static readonly Client Acme = new("acme", "", new HashSet<string>());
    private static readonly ClientKey Key = new(Rsa: null, Enabled: true, NotBefore: null, ExpiresOn: null);

    private readonly FakeTimeProvider _clock = new();
    private readonly IVault _vault = Substitute.For<IVault>();
    private readonly ClientKeyCache _cache;

    public ClientKeyCacheTests() => _cache = new ClientKeyCache(_vault, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(29_999, 1)]
    [InlineData(30_000, 2)]
    public async Task A_missing_key_is_asked_for_again_after_30_seconds(int milliseconds, int reads)
    {
        _vault.FindClientKeyAsync("acme", Arg.Any<CancellationToken>()).Returns(null, Key);

        var first = await _cache.FindAsync(Acme, Cancellation);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        var second = await _cache.FindAsync(Acme, Cancellation);

        Assert.Null(first);
        Assert.Equal(reads == 2 ? Key : null, second);
        await _vault.Received(reads).FindClientKeyAsync("acme", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        _vault.FindClientKeyAsync("acme", Arg.Any<CancellationToken>())
            .Returns(Task.FromException<ClientKey?>(new ProblemException(503, "")), Task.FromResult<ClientKey?>(Key));

        await Assert.ThrowsAsync<ProblemException>(() => _cache.FindAsync(Acme, Cancellation));

        Assert.Equal(Key, await _cache.FindAsync(Acme, Cancellation));
    }

    [Fact]
    public async Task One_that_goes_away_does_not_take_the_key_from_the_others_that_wait()
    {
        var read = new TaskCompletionSource<ClientKey?>();
        _vault.FindClientKeyAsync("acme", Arg.Any<CancellationToken>()).Returns(call => read.Task.WaitAsync(call.Arg<CancellationToken>()));
        using var impatience = new CancellationTokenSource();

        var impatient = _cache.FindAsync(Acme, impatience.Token);
        var patient = _cache.FindAsync(Acme, Cancellation);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        read.SetResult(Key);

        Assert.Equal(Key, await patient);
        await _vault.ReceivedWithAnyArgs(1).FindClientKeyAsync("", CancellationToken.None);
    }

    [Fact]
    public async Task Every_client_has_its_own_key()
    {
        var other = Key with { Enabled = false };
        _vault.FindClientKeyAsync("acme", Arg.Any<CancellationToken>()).Returns(Key);
        _vault.FindClientKeyAsync("other", Arg.Any<CancellationToken>()).Returns(other);

        Assert.Equal(Key, await _cache.FindAsync(Acme, Cancellation));
        Assert.Equal(other, await _cache.FindAsync(Acme with { Id = "other" }, Cancellation));
    }
}
