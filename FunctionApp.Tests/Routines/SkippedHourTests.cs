
namespace BotGateway.Tests.Routines;

public sealed class SkippedHourTests(TableService tables)
{
    [Fact]
    public async Task A_time_that_the_change_in_Dublin_skips_is_run_once_and_right_after_it()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var answer = await gateway.CallAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"30 1 * * *","time_zone":"Europe/Dublin","starts_at":"2030-03-31T00:28:00Z","max_runs":3,
            "botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"Resumen"}
            """);
        gateway.Clock.SetUtcNow(new DateTimeOffset(2030, 3, 31, 0, 29, 30, TimeSpan.Zero));

        for (var i = 0; i < 40; i++)
            await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("2030-03-31T01:00:00Z", answer["next_run"]);
        var shown = await gateway.ActAsync("get", answer["routine_id"]!);
        var run = shown.SingleRun();
        Assert.Equal(("answered", 1), run.Attempt());
        Assert.Equal("2030-03-31T01:00:00Z", run.GetProperty("due").GetString());
        Assert.Equal(("active", "2030-04-01T00:30:00Z", "1"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }
}
