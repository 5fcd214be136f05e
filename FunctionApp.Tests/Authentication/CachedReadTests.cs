using BotGateway.Authentication;
using BotGateway.Http;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Authentication;

/// <summary>How long what was read is used, and how often a read is tried.</summary>
public sealed class CachedReadTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly AuthOptions _options = new();
    private readonly List<DateTimeOffset> _reads = [];

    private Func<Task<string>> _vault = () => Task.FromResult("first");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    public async Task What_was_read_is_used_for_5_minutes_or_as_long_as_is_set(int minutes)
    {
        _options.KeyMinutes = minutes;
        var cached = Cached();
        await cached.GetAsync(Cancellation);
        _vault = () => Task.FromResult("second");

        _clock.Advance(TimeSpan.FromMinutes(minutes) - Tick);
        Assert.Equal("first", await cached.GetAsync(Cancellation));
        _clock.Advance(Tick);
        Assert.Equal("second", await cached.GetAsync(Cancellation));
    }

    [Fact]
    public async Task Nobody_knows_of_something_newer_when_the_read_for_it_fails()
    {
        var cached = Cached();
        var seen = await cached.GetAsync(Cancellation);
        _vault = Fail;
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(30, await AssertOutOfReachAsync(() => cached.ReadAgainAsync(seen, Cancellation)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(20, await AssertOutOfReachAsync(() => cached.ReadAgainAsync(seen, Cancellation)));
        Assert.Equal("first", await cached.GetAsync(Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_that_was_of_use_does_not_hold_the_next_one_up(bool again)
    {
        var cached = Cached();
        var seen = await cached.GetAsync(Cancellation);
        if (again)
        {
            _vault = () => Task.FromResult("second");
            cached.Confirm(again: false);
            seen = (await cached.ReadAgainAsync(seen, Cancellation))!;
        }

        _vault = () => Task.FromResult("third");
        Assert.Null(await cached.ReadAgainAsync(seen, Cancellation));
        cached.Confirm(again);

        Assert.Equal("third", await cached.ReadAgainAsync(seen, Cancellation));
    }

    [Fact]
    public async Task A_read_for_an_unknown_client_is_one_too_many_however_much_clients_use_what_it_brought()
    {
        var cached = Cached();
        _vault = () => Task.FromResult($"{_reads.Count}");
        var seen = await cached.GetAsync(Cancellation);
        cached.Confirm(again: false);
        seen = (await cached.ReadAgainAsync(seen, Cancellation))!;

        for (var second = 0; second < 30; second++)
        {
            Assert.Null(await cached.ReadAgainAsync(seen, Cancellation));
            cached.Confirm(again: false);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotNull(await cached.ReadAgainAsync(seen, Cancellation));
    }

    [Fact]
    public Task Whatever_unknown_clients_send_30_seconds_pass_between_reads() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400]).Array[1, 40].SampleAsync(async steps =>
    {
        _reads.Clear();
        var cached = Cached();
        var seen = "";
        foreach (var (step, seconds) in steps)
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds / 10d));
            _vault = step % 2 == 0 ? Fail : () => Task.FromResult($"{seconds}");
            try
            {
                seen = step < 2 ? await cached.GetAsync(Cancellation) : await cached.ReadAgainAsync(seen, Cancellation) ?? seen;
            }
            catch (GatewayException)
            {
                // Nothing was cached, or nobody knows of something newer: it is the reads that count here.
            }
        }

        return _reads.Zip(_reads.Skip(1), (one, next) => next - one).All(pause => pause >= TimeSpan.FromSeconds(30));
    }, iter: 200, threads: 1);

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
