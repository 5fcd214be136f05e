using Azure.Data.Tables;
using BotGateway.Authentication.Replay;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Authentication.Replay;

// What holds wherever used tokens are kept.
public sealed class UsedTokensTests(TableService tables)
{
    private static readonly DateTimeOffset Until = new(2030, 1, 1, 10, 0, 20, TimeSpan.Zero);

    public static TheoryData<string> Places => ["table", "memory"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_token_is_used_once(string place)
    {
        var used = Open(place);
        var token = TokenUse.OfEncryptedToken("token", Until);

        Assert.True(await used.TryClaimAsync(token, Cancellation));
        Assert.False(await used.TryClaimAsync(token, Cancellation));
        Assert.False(await used.TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_used_token_does_not_keep_another_out(string place)
    {
        var used = Open(place);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => used.TryClaimAsync(TokenUse.OfEncryptedToken($"token{i}", Until), Cancellation)));

        Assert.All(claimed, Assert.True);
        Assert.True(await used.TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until), Cancellation));
        Assert.True(await used.TryClaimAsync(TokenUse.OfJwt("default", "1", Until, Until), Cancellation));
        Assert.False(await used.TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until), Cancellation));
    }

    [Theory]
    [InlineData("table", 1)]
    [InlineData("table", 320)]
    [InlineData("table", -1)]
    [InlineData("table", -320)]
    [InlineData("memory", 320)]
    [InlineData("memory", -320)]
    public async Task A_JWT_is_used_when_another_of_its_name_was_though_they_end_at_different_times(string place, int secondsApart)
    {
        var used = Open(place);

        Assert.True(await used.TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until), Cancellation));
        Assert.False(await used.TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until.AddSeconds(secondsApart)), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Of_JWTs_of_one_name_that_come_at_once_one_is_the_first(string place)
    {
        var used = Open(place);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => used.TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until.AddSeconds(8 * i)), Cancellation))));

        Assert.Single(claimed, true);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Of_many_who_use_one_token_at_once_one_is_the_first(string place)
    {
        var used = Open(place);
        var token = TokenUse.OfJwt("acme", "1", Until, Until);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => used.TryClaimAsync(token, Cancellation))));

        Assert.Single(claimed, true);
    }

    [Theory]
    [InlineData("table", false)]
    [InlineData("table", true)]
    [InlineData("memory", false)]
    [InlineData("memory", true)]
    public async Task It_is_remembered_for_a_minute_after_its_last_instant_and_for_two_at_the_most(string place, bool isJwt)
    {
        var used = Open(place);
        var token = isJwt ? TokenUse.OfJwt("acme", "1", Until, Until) : TokenUse.OfEncryptedToken("token", Until);
        await used.TryClaimAsync(isJwt ? TokenUse.OfJwt("acme", "2", Until, Until.AddMinutes(5)) : TokenUse.OfEncryptedToken("other", Until.AddMinutes(5)), Cancellation);
        await used.TryClaimAsync(token, Cancellation);

        Assert.Equal(0, await used.CleanAsync(Until.AddMinutes(1), Cancellation));
        Assert.False(await used.TryClaimAsync(token, Cancellation));
        Assert.Equal(1, await used.CleanAsync(Until.AddMinutes(2), Cancellation));
        Assert.Equal(0, await used.CleanAsync(Until.AddMinutes(2), Cancellation));
    }

    private IUsedTokens Open(string place) => place == "table"
        ? new TableUsedTokens(new TableServiceClient(tables.NewConnectionString()), TimeProvider.System)
        : new MemoryUsedTokens(new FakeTimeProvider(Until));
}
