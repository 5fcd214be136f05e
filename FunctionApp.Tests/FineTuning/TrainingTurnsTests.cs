using BotGateway.FineTuning;
using BotGateway.Http;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.FineTuning;

public sealed class TrainingTurnsTests
{
    private const long Large = 50 * 1024 * 1024;

    private readonly FakeTimeProvider _clock = new();
    private readonly TrainingTurns _turns;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TrainingTurnsTests() => _turns = new TrainingTurns(_clock);

    [Fact]
    public async Task Three_of_the_largest_go_at_once_a_fourth_waits_for_one_of_them_and_more_are_refused()
    {
        var first = await EnterAsync("noisy");
        await EnterAsync("noisy");
        await EnterAsync("noisy");

        var fourth = EnterAsync("noisy");
        Assert.False(fourth.IsCompleted);
        for (var more = 0; more < 6; more++)
            AssertTooMany(await Assert.ThrowsAnyAsync<GatewayException>(() => EnterAsync("noisy")));

        first.Dispose();
        first.Dispose();
        Assert.NotNull(await fourth);
    }

    [Fact]
    public async Task Another_client_does_not_wait_for_one_that_sends_ten_at_once()
    {
        for (var each = 0; each < 3; each++)
            await EnterAsync("noisy");
        var waiting = EnterAsync("noisy");

        using (await EnterAsync("quiet"))
            Assert.False(waiting.IsCompleted);

        // What was kept for it is not the noisy one's now.
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Of_those_that_wait_the_one_that_holds_least_is_next()
    {
        IDisposable[] noisy = [await EnterAsync("noisy"), await EnterAsync("noisy"), await EnterAsync("noisy")];
        await EnterAsync("other");
        var again = EnterAsync("noisy");
        var quiet = EnterAsync("quiet");

        noisy[0].Dispose();
        await quiet;
        Assert.False(again.IsCompleted);
        noisy[1].Dispose();
        noisy[2].Dispose();
        await again;
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_when_to_retry_and_leaves_the_line()
    {
        var held = new List<IDisposable>();
        for (var each = 0; each < 3; each++)
            held.Add(await EnterAsync("noisy"));
        var late = EnterAsync("noisy");

        _clock.Advance(TrainingTurns.LongestWait);

        AssertTooMany(await Assert.ThrowsAnyAsync<GatewayException>(() => late));
        held.ForEach(turn => turn.Dispose());
        for (var each = 0; each < 3; each++)
            await EnterAsync("noisy");
    }

    [Fact]
    public async Task Whoever_hangs_up_leaves_the_line()
    {
        var held = new List<IDisposable>();
        for (var each = 0; each < 3; each++)
            held.Add(await EnterAsync("noisy"));
        using var client = new CancellationTokenSource();
        var gone = _turns.EnterAsync("noisy", Large, client.Token);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        var next = EnterAsync("noisy");
        held[0].Dispose();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Small_ones_go_on_beside_each_other()
    {
        for (var each = 0; each < 1_000; each++)
            await _turns.EnterAsync("default", 1024, Cancellation);
    }

    private Task<IDisposable> EnterAsync(string client) => _turns.EnterAsync(client, Large, Cancellation);

    private static void AssertTooMany(GatewayException problem) => Assert.Equal((ErrorKind.Throttled, TrainingTurns.LongestWait), (problem.Kind, problem.RetryAfter));
}
