using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Routines;

/// <summary>A clock that is wrong for one tick: what is still to come is run all the same, each due time once.</summary>
public sealed class WrongClockTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Else the wrong tick's housekeeping deletes what the test looks at.
    private static readonly Dictionary<string, string?> LongHistory = new() { ["Scheduler:RunHistoryDays"] = "3650" };

    public static TheoryData<TimeSpan> Errors =>
        Thoroughness.IsWanted ? [Minute, 30 * Minute, TimeSpan.FromDays(1), TimeSpan.FromDays(365), -Minute, TimeSpan.FromDays(-1)] : [TimeSpan.FromDays(1), -Minute];

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Every_due_time_is_run_once(TimeSpan error)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(LongHistory).StartAsync();
        var routine = await gateway.ScheduleAsync();
        await gateway.TickAfterAsync(Minute);

        await TickWithAsync(gateway, error);
        for (var i = 0; i < 4; i++)
            await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(
            Enumerable.Range(1, 5).Select(minute => ($"2030-01-01T10:0{minute}:00Z", "answered")),
            shown.Runs().Reverse().Select(run => (run.GetProperty("due").GetString()!, run.GetProperty("outcome").GetString()!)));
        Assert.Equal(("active", "2030-01-01T10:06:00Z", "5"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        Assert.Equal(5, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task The_first_tick_whose_clock_is_right_puts_the_next_run_right()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(LongHistory).StartAsync();
        var routine = await gateway.ScheduleAsync("0 8 * * *");
        await TickWithAsync(gateway, TimeSpan.FromDays(100));
        var wrong = await gateway.ActAsync("get", routine);

        await gateway.TickAfterAsync(Minute);
        var right = await gateway.ActAsync("get", routine);
        for (var day = 0; day < 3; day++)
            await gateway.TickAfterAsync(TimeSpan.FromDays(1));

        // That of the 2nd was run too early, as nobody could know.
        Assert.Equal("2030-04-12T08:00:00Z", wrong["next_run"]);
        Assert.Equal("2030-01-03T08:00:00Z", right["next_run"]);
        Assert.Equal(
            ["2030-01-02T08:00:00Z", "2030-01-03T08:00:00Z", "2030-01-04T08:00:00Z"],
            (await gateway.ActAsync("get", routine)).Runs().Reverse().Select(run => run.GetProperty("due").GetString()));
        Assert.Equal(3, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_routine_whose_end_the_clock_passed_goes_on()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(LongHistory).StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ",\"ends_at\":\"2030-01-01T10:03:00Z\"");
        await TickWithAsync(gateway, TimeSpan.FromDays(1));
        var wrong = await gateway.ActAsync("get", routine);

        for (var i = 0; i < 5; i++)
            await gateway.TickAfterAsync(Minute);

        Assert.Equal("finished", wrong["routine_status"]);
        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(("finished", "3"), (shown["routine_status"], shown["runs_done"]));
        Assert.Equal(["answered", "answered", "answered"], shown.Runs().Select(run => run.GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(365)]
    public async Task A_run_that_failed_by_that_clock_is_tried_again_when_it_is_due(int days)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(LongHistory).StartAsync();
        var routine = await gateway.ScheduleAsync("3 10 * * *");
        gateway.Models.Faults.Next("chat", Fault.Status(429));
        await TickWithAsync(gateway, TimeSpan.FromDays(days));

        for (var i = 0; i < 2; i++)
            await gateway.TickAfterAsync(Minute);
        var early = gateway.Models.Calls.Count("chat");
        await gateway.TickAfterAsync(Minute);

        Assert.Equal(1, early);
        Assert.Equal(("answered", 2), (await gateway.ActAsync("get", routine)).SingleRun().Attempt());
        Assert.Equal(2, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task What_was_missed_in_a_downtime_stays_skipped()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 * * * *");
        await gateway.TickAfterAsync(TimeSpan.FromHours(10));

        for (var i = 0; i < 3; i++)
            await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(["skipped", "answered"], shown.Runs().Select(run => run.GetProperty("outcome").GetString()));
        Assert.Equal(("2030-01-01T21:00:00Z", "1"), (shown["next_run"], shown["runs_done"]));
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_routine_that_was_paused_and_resumed_since_does_not_run_a_due_time_again()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(LongHistory).StartAsync();
        var routine = await gateway.ScheduleAsync("0 8 * * *");
        await TickWithAsync(gateway, TimeSpan.FromDays(1));

        await gateway.ActAsync("pause", routine);
        var resumed = await gateway.ActAsync("resume", routine);

        Assert.Equal("2030-01-03T08:00:00Z", resumed["next_run"]);
    }

    private static async Task TickWithAsync(Gateway gateway, TimeSpan error)
    {
        var right = gateway.Clock.GetUtcNow();
        gateway.Clock.AdjustTime(right + error);
        await gateway.TickAsync(TestContext.Current.CancellationToken);
        gateway.Clock.AdjustTime(right);
    }
}
