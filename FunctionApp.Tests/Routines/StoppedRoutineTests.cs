namespace BotGateway.Tests.Routines;

public sealed class StoppedRoutineTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_host_that_shuts_down_leaves_the_run_to_the_next_tick()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");
        using var shutdown = new CancellationTokenSource();
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(shutdown.Token);
        await held.Arrived;
        await shutdown.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tick);
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));

        var run = (await gateway.ActAsync("get", routine)).SingleRun();
        Assert.Equal(("answered", 1), run.Attempt());
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("delete")]
    public async Task A_run_comes_to_its_end_though_its_routine_is_stopped_meanwhile(string action)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        await held.Arrived;
        var stopped = await gateway.ActAsync(action, routine);
        held.Release();
        await tick;
        await gateway.TickAfterAsync(10 * Minute);

        Assert.Equal(200, stopped.Status);
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
        if (action == "pause")
        {
            var shown = await gateway.ActAsync("get", routine);
            Assert.Equal("paused", shown["routine_status"]);
            Assert.Equal("answered", shown.SingleRun().GetProperty("outcome").GetString());
        }
    }
}
