using BotGateway.Authentication;
using BotGateway.Http;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Authentication;

/// <summary>A vault that fails: what is cached is used for a time, and no request waits for the vault.</summary>
public sealed class CachedReadOutageTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly AuthOptions _options = new();
    private readonly List<DateTimeOffset> _reads = [];

    private Func<Task<string>> _vault = () => Task.FromResult("first");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(60)]
    [InlineData(7)]
    public async Task While_the_vault_fails_it_is_used_for_an_hour_or_as_long_as_is_set(int minutes)
    {
        _options.KeyOutageMinutes = minutes;
        var cached = Cached();
        await cached.GetAsync(Cancellation);
        _vault = Fail;

        _clock.Advance(TimeSpan.FromMinutes(minutes) - Tick);
        Assert.Equal("first", await cached.GetAsync(Cancellation));
        _clock.Advance(Tick);
        await AssertOutOfReachAsync(() => cached.GetAsync(Cancellation));
    }

    [Fact]
    public async Task While_the_vault_fails_nobody_waits_for_it()
    {
        var cached = Cached();
        await cached.GetAsync(Cancellation);
        _vault = Fail;
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("first", await cached.GetAsync(Cancellation));

        var read = new TaskCompletionSource<string>();
        _vault = () => read.Task;
        _clock.Advance(TimeSpan.FromSeconds(30));
        var one = cached.GetAsync(Cancellation);
        var other = cached.GetAsync(Cancellation);

        Assert.True(one.IsCompletedSuccessfully && other.IsCompletedSuccessfully);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("first", await cached.GetAsync(Cancellation));
        Assert.Equal(3, _reads.Count);

        var again = cached.ReadAgainAsync(await one, Cancellation);
        read.SetResult("second");
        Assert.Equal("second", await again);
        Assert.Equal("second", await cached.GetAsync(Cancellation));
    }

    [Fact]
    public async Task A_failure_of_5_minutes_ago_does_not_stand_for_the_vault_of_now()
    {
        var cached = Cached();
        await cached.GetAsync(Cancellation);
        _vault = Fail;
        _clock.Advance(TimeSpan.FromMinutes(5));
        await cached.GetAsync(Cancellation);
        _vault = () => Task.FromResult("second");

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("second", await cached.GetAsync(Cancellation));
    }

    [Fact]
    public async Task A_first_read_that_fails_is_not_tried_again_for_30_seconds()
    {
        var cached = Cached();
        _vault = Fail;

        Assert.Equal(30, await AssertOutOfReachAsync(() => cached.GetAsync(Cancellation)));
        _vault = () => Task.FromResult("second");
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, await AssertOutOfReachAsync(() => cached.GetAsync(Cancellation)));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("second", await cached.GetAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_used_for_want_of_a_vault_does_not_have_it_asked_more_often()
    {
        var cached = Cached();
        var seen = await cached.GetAsync(Cancellation);
        _vault = Fail;
        _clock.Advance(TimeSpan.FromMinutes(5));
        await cached.GetAsync(Cancellation);

        for (var second = 0; second < 30; second++)
        {
            cached.Confirm(again: false);
            Assert.Equal("first", await cached.GetAsync(Cancellation));
            await AssertOutOfReachAsync(() => cached.ReadAgainAsync(seen, Cancellation));
            Assert.Equal(2, _reads.Count);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task A_failure_that_nobody_expected_is_an_outage_too_and_its_message_is_kept_back()
    {
        var cached = Cached();
        var failure = new InvalidOperationException("secret");
        _vault = () => throw failure;

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => cached.GetAsync(Cancellation));

        Assert.Equal((ErrorKind.Unavailable, failure), (problem.Kind, problem.InnerException));
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    private static Task<string> Fail() => Task.FromException<string>(new GatewayException(ErrorKind.Unavailable, ""));

    private static async Task<double> AssertOutOfReachAsync(Func<Task> call)
    {
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(call);
        Assert.Equal((ErrorKind.Unavailable, "The key vault is unavailable."), (problem.Kind, problem.Message));
        return problem.RetryAfter!.Value.TotalSeconds;
    }

    private CachedRead<string> Cached() => new(
        () =>
        {
            _reads.Add(_clock.GetUtcNow());
            return _vault();
        },
        _options,
        _clock);
}
