using BotGateway.Tables;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Tables;

public sealed class LeaseWaitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_ends_though_the_clock_stands() =>
        Assert.True(await new LeaseWait(new FakeTimeProvider()).TryWaitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));

    [Fact]
    public async Task Ten_seconds_by_the_clock_are_enough()
    {
        var clock = new FakeTimeProvider();
        var wait = new LeaseWait(clock);
        clock.Advance(LeaseWait.Longest);

        Assert.False(await wait.TryWaitAsync(Cancellation));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_wait() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => new LeaseWait(new FakeTimeProvider()).TryWaitAsync(new CancellationToken(canceled: true)));
}
