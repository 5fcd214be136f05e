using System.Threading.Channels;

namespace BotGateway.Tests.LocalHost.Hosting;

public sealed class FunctionTimerTests
{
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    private readonly Probe _probe = new();
    private readonly TimerClock _clock = new();
    private readonly Channel<string> _ticks = Channel.CreateUnbounded<string>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FunctionTimerTests() => _probe.Tick = context =>
    {
        _ticks.Writer.TryWrite(context.InvocationId);
        return Task.CompletedTask;
    };

    [Fact]
    public async Task It_runs_when_its_schedule_says_so()
    {
        await using var host = await FunctionsHost.StartAsync(_probe, _clock);
        await _clock.WaitAsync();

        _clock.Advance(HalfAMinute - TimeSpan.FromSeconds(1));
        Assert.False(_ticks.Reader.TryPeek(out _));
        _clock.Advance(TimeSpan.FromSeconds(1));
        var first = await _ticks.Reader.ReadAsync(Cancellation);
        await _clock.WaitAsync();
        _clock.Advance(2 * HalfAMinute);
        var second = await _ticks.Reader.ReadAsync(Cancellation);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task What_escapes_it_is_logged_and_it_goes_on()
    {
        var fails = true;
        var ticks = _probe.Tick;
        _probe.Tick = context => fails ? throw new InvalidOperationException("The probe fails.") : ticks(context);
        await using var host = await FunctionsHost.StartAsync(_probe, _clock);

        await _clock.WaitAsync();
        _clock.Advance(HalfAMinute);
        await _clock.WaitAsync();
        fails = false;
        _clock.Advance(2 * HalfAMinute);

        await _ticks.Reader.ReadAsync(Cancellation);
        Assert.Contains("Tick failed", Assert.Single(_probe.Log.Lines, line => line.Text.Contains("Tick")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_that_comes_while_it_still_runs_is_left_out()
    {
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var count = 0;
        _probe.Tick = _ =>
        {
            Interlocked.Increment(ref count);
            entered.TrySetResult();
            return released.Task;
        };
        await using var host = await FunctionsHost.StartAsync(_probe, _clock);
        await _clock.WaitAsync();
        _clock.Advance(HalfAMinute);
        await entered.Task.WaitAsync(Cancellation);

        _clock.Advance(TimeSpan.FromMinutes(10));
        released.SetResult();
        await _clock.WaitAsync();

        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_host_that_shuts_down_cancels_it_and_waits_for_it()
    {
        var entered = new TaskCompletionSource();
        var ended = false;
        _probe.Tick = async context =>
        {
            entered.SetResult();
            var cancelled = new TaskCompletionSource();
            await using var registration = context.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            await Task.Yield();
            ended = true;
            context.CancellationToken.ThrowIfCancellationRequested();
        };
        await using var host = await FunctionsHost.StartAsync(_probe, _clock);
        await _clock.WaitAsync();
        _clock.Advance(HalfAMinute);
        await entered.Task.WaitAsync(Cancellation);

        await host.StopAsync();

        Assert.True(ended);
        Assert.DoesNotContain(_probe.Log.Lines, line => line.Text.Contains("Tick"));
    }
}
