using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.Http;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.Authentication;

/// <summary>Nothing is spent for a client that could send no request.</summary>
public sealed class SpendingGuardTests
{
    private static readonly JsonWebKey Key = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly IVault _vault = Substitute.For<IVault>();
    private readonly SpendingGuard _guard;

    public SpendingGuardTests() => _guard = new SpendingGuard(
        Clients.Directory(new ClientOptions { Id = "acme" }), new ClientKeys(_vault, Options.Create(new AuthOptions()), _clock));

    [Fact]
    public async Task A_client_with_a_usable_key_may_spend_and_fifty_questions_cost_one_read()
    {
        VaultHas(new KeyVersion("1", Enabled: true, null, null));

        for (var i = 0; i < 50; i++)
            Assert.Null(await FindAsync());

        await _vault.ReceivedWithAnyArgs(1).ReadClientKeysAsync(default!, default, Cancellation);
    }

    [Fact]
    public async Task A_client_without_a_usable_key_may_not_and_may_again_once_it_has_one()
    {
        VaultHas(
            new KeyVersion("3", Enabled: false, null, null),
            new KeyVersion("2", Enabled: true, _clock.GetUtcNow().AddHours(1), null),
            new KeyVersion("1", Enabled: true, null, _clock.GetUtcNow()));
        Assert.Equal("The client has no usable key.", await FindAsync());

        _clock.Advance(TimeSpan.FromHours(1));
        VaultHas(new KeyVersion("2", Enabled: true, null, null));

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_key_that_is_disabled_stops_the_spending_when_it_is_read_next()
    {
        VaultHas(new KeyVersion("1", Enabled: true, null, null));
        Assert.Null(await FindAsync());
        VaultHas(new KeyVersion("1", Enabled: false, null, null));

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("The client has no usable key.", await FindAsync());
    }

    [Fact]
    public async Task A_client_that_is_not_in_the_settings_may_not_and_the_vault_is_not_asked()
    {
        Assert.Equal("The client is not in the gateway's settings.", await _guard.FindObstacleAsync("gone", Cancellation));

        await _vault.DidNotReceiveWithAnyArgs().ReadClientKeysAsync(default!, default, Cancellation);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "The client has no usable key.")]
    public async Task While_the_vault_is_unavailable_the_last_known_answer_holds(bool hadKey, string? expected)
    {
        VaultHas(new KeyVersion("1", hadKey, null, null));
        Assert.Equal(expected, await FindAsync());

        VaultFails();
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(expected, await FindAsync());
    }

    [Fact]
    public async Task While_the_vault_is_unavailable_and_has_told_nothing_yet_it_is_a_503()
    {
        VaultFails();

        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAnyAsync<GatewayException>(FindAsync)).Kind);
    }

    private Task<string?> FindAsync() => _guard.FindObstacleAsync("acme", Cancellation);

    private void VaultHas(params KeyVersion[] versions) =>
        _vault.ReadClientKeysAsync(default!, default, default).ReturnsForAnyArgs([.. versions.Select(version => new ClientKey(version, Key))]);

    private void VaultFails() => _vault.ReadClientKeysAsync(default!, default, default).ThrowsAsyncForAnyArgs(VaultProblem.Unavailable(null));
}
