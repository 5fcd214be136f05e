using BotGateway.Authentication.Replay;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Authentication.Replay;

public sealed class MemoryUsedTokensTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Where_nobody_cleans_each_use_after_a_while_does()
    {
        var used = new MemoryUsedTokens(_clock);
        for (var minute = 0; minute < 60; minute++)
        {
            for (var i = 0; i < 100; i++)
                await used.TryClaimAsync(TokenUse.OfEncryptedToken($"{minute}-{i}", _clock.GetUtcNow().AddSeconds(20)), CancellationToken.None);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        // Accepted until 40 seconds ago, and until 1 minute and 40 seconds ago; the latter were in their minute at the last use.
        Assert.Equal(100, await used.CleanAsync(_clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal(100, await used.CleanAsync(_clock.GetUtcNow().AddDays(1), CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_uses_at_once_one_is_accepted_also_while_others_are_cleaned()
    {
        var used = new MemoryUsedTokens(_clock);
        var now = _clock.GetUtcNow();
        for (var i = 0; i < 10_000; i++)
            await used.TryClaimAsync(TokenUse.OfJwt("acme", $"old {i}", now, now), CancellationToken.None);
        var accepted = 0;

        await Parallel.ForAsync(0, 20_000, async (i, stop) =>
        {
            if (i % 1_000 == 0)
                await used.CleanAsync(now.AddMinutes(2), stop);
            if (await used.TryClaimAsync(TokenUse.OfJwt("acme", $"{i % 1_000}", now, now.AddMinutes(5)), stop))
                Interlocked.Increment(ref accepted);
        });

        Assert.Equal(1_000, accepted);
        Assert.Equal(1_000, await used.CleanAsync(now.AddDays(1), CancellationToken.None));
    }

    [Fact]
    public async Task It_is_remembered_to_the_very_end_of_the_minute()
    {
        var used = new MemoryUsedTokens(_clock);
        var until = _clock.GetUtcNow();
        await used.TryClaimAsync(TokenUse.OfEncryptedToken("token", until), CancellationToken.None);

        Assert.Equal(0, await used.CleanAsync(until.AddMinutes(1), CancellationToken.None));
        Assert.Equal(1, await used.CleanAsync(until.AddMinutes(1).AddTicks(1), CancellationToken.None));
    }
}
