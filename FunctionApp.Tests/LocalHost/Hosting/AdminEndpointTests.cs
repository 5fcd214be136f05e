using System.Net;

namespace BotGateway.Tests.LocalHost.Hosting;

public sealed class AdminEndpointTests
{
    private readonly Probe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Tick")]
    [InlineData("tick")]
    public async Task It_runs_a_timer_function_and_answers_when_that_is_done(string name)
    {
        var done = false;
        _probe.Tick = async _ =>
        {
            await Task.Yield();
            done = true;
        };
        await using var host = await FunctionsHost.StartAsync(_probe);

        Assert.Equal(HttpStatusCode.Accepted, await host.RunAsync(name));
        Assert.True(done);
    }

    [Theory]
    [InlineData("Nobody")]
    [InlineData("Echo")]
    public async Task A_function_that_no_timer_triggers_is_a_404(string name)
    {
        await using var host = await FunctionsHost.StartAsync(_probe);

        Assert.Equal(HttpStatusCode.NotFound, await host.RunAsync(name));
    }

    [Fact]
    public async Task Only_POST_runs_anything()
    {
        var ran = false;
        _probe.Tick = _ =>
        {
            ran = true;
            return Task.CompletedTask;
        };
        await using var host = await FunctionsHost.StartAsync(_probe);

        using var response = await host.Client.GetAsync(new Uri("admin/functions/Tick", UriKind.Relative), Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, false), (response.StatusCode, ran));
    }

    [Fact]
    public async Task Where_something_escapes_the_function_it_is_a_500()
    {
        _probe.Tick = _ => throw new InvalidOperationException("The probe fails.");
        await using var host = await FunctionsHost.StartAsync(_probe);

        Assert.Equal(HttpStatusCode.InternalServerError, await host.RunAsync("Tick"));
    }

    [Fact]
    public async Task It_waits_for_the_timers_own_run()
    {
        var (running, most) = (0, 0);
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        _probe.Tick = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            entered.TrySetResult();
            await released.Task;
            Interlocked.Decrement(ref running);
        };
        var clock = new TimerClock();
        await using var host = await FunctionsHost.StartAsync(_probe, clock);
        await clock.WaitAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        await entered.Task.WaitAsync(Cancellation);

        var asked = Enumerable.Range(0, 3).Select(_ => host.RunAsync("Tick")).ToList();
        // An answer to another request: the three have been let in by then, as far as they are.
        await host.RunAsync("Nobody");
        Assert.DoesNotContain(asked, each => each.IsCompleted);
        released.SetResult();

        Assert.All(await Task.WhenAll(asked), status => Assert.Equal(HttpStatusCode.Accepted, status));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task It_runs_them_too_where_timers_do_not_run_on_their_schedules()
    {
        var count = 0;
        var clock = new TimerClock();
        _probe.Tick = _ => Task.FromResult(count++);
        await using var host = await FunctionsHost.StartAsync(_probe, clock, runsTimers: false);

        Assert.Equal(HttpStatusCode.Accepted, await host.RunAsync("Tick"));

        Assert.Equal((1, false), (count, clock.IsWaitedFor));
    }
}
