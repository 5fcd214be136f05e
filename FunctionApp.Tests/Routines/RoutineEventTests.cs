
namespace BotGateway.Tests.Routines;

public sealed class RoutineEventTests(TableService tables)
{
    [Fact]
    public async Task A_schedule_makes_a_routine_that_is_active_and_knows_its_next_run()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var answer = await gateway.CallAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"0 8 * * 1-5","time_zone":"America/Lima","max_runs":10,"message":"Resumen",
            "bot_id":"{{gateway.Bot}}","thread_id":"{{gateway.Thread}}"}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Matches("^routine_[0-9a-f]{32}$", answer["routine_id"]);
        Assert.Equal("active", answer["routine_status"]);
        Assert.Equal("2030-01-01T13:00:00Z", answer["next_run"]);
        Assert.Equal("bot_routine", answer["event"]);
    }

    [Fact]
    public async Task A_schedule_with_a_model_makes_a_team_with_a_routine_each()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var answer = await gateway.CallAsync(
            """{"event_name":"bot_routine","schedule":"0 12 * * *","modelID":"gpt-4.1-mini","message":"Resumen"}""");

        foreach (var adviser in new[] { "marketing", "finance", "rrhh", "strategy" })
        {
            var member = answer.Json.GetProperty(adviser);
            Assert.StartsWith("bot_", member.GetProperty("bot_id").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("thread_", member.GetProperty("thread_id").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("routine_", member.GetProperty("routine_id").GetString(), StringComparison.Ordinal);
            Assert.Equal("2030-01-01T12:00:00Z", member.GetProperty("next_run").GetString());
        }
    }

    [Theory]
    [InlineData("\"schedule\":\"x\"", "'schedule'")]
    [InlineData("\"schedule\":5", "'schedule'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"time_zone\":\"Mars\"", "'time_zone'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"starts_at\":\"tomorrow\"", "'starts_at'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"starts_at\":\"2030-02-01T00:00:00\"", "'starts_at'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"starts_at\":\"0001-01-01T00:00:00Z\"", "'starts_at'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"ends_at\":\"2029-01-01T00:00:00Z\"", "'ends_at'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"starts_at\":\"2030-03-01T00:00:00Z\",\"ends_at\":\"2030-02-01T00:00:00Z\"", "'ends_at'")]
    [InlineData("\"schedule\":\"0 0 30 2 *\"", "'schedule'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"max_runs\":0", "'max_runs'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"max_runs\":\"3\"", "'max_runs'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"deliver\":\"mail\"", "'deliver'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"deliver\":\"webhook\"", "'deliver'")] // The client has none.
    [InlineData("\"schedule\":\"0 8 * * *\",\"deliver\":true", "'deliver'")]
    [InlineData("\"schedule\":\"0 8 * * *\",\"fresh_thread\":\"yes\"", "'fresh_thread'")]
    public async Task A_wrong_field_is_a_400_that_names_it(string fields, string named)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var answer = await gateway.CallAsync(
            $$"""{"event_name":"bot_routine",{{fields}},"botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"Resumen"}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bot_and_thread_must_be_the_clients_own()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var answer = await gateway.CallAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"0 8 * * *","message":"Resumen",
            "botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}"}
            """,
            Gateway.Acme);

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task The_list_holds_the_clients_routines_and_nobody_elses()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var first = await gateway.ScheduleAsync("0 8 * * *", ",\"name\":\"Mañanas\"");
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await gateway.ScheduleAsync("0 9 * * *");

        var mine = await gateway.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
        var theirs = await gateway.CallAsync("""{"event_name":"bot_routine","action":"list"}""", Gateway.Acme);

        var routines = mine.Json.GetProperty("routines").EnumerateArray()
            .Where(r => r.GetProperty("bot_id").GetString() == gateway.Bot)
            .ToList();
        Assert.Equal([first, second], routines.Select(r => r.GetProperty("routine_id").GetString()));
        Assert.Equal(["Mañanas", "Chistero"], routines.Select(r => r.GetProperty("name").GetString()));
        Assert.Equal(
            ["routine_id", "name", "bot_id", "thread_id", "schedule", "time_zone", "routine_status", "next_run", "runs_done"],
            routines[0].EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain(theirs.Json.GetProperty("routines").EnumerateArray(), r => r.GetProperty("routine_id").GetString() == first);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("delete")]
    [InlineData("run")]
    public async Task Another_clients_routine_is_a_404(string action)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        Assert.Equal(404, (await gateway.ActAsync(action, routine, Gateway.Acme)).Status);
        Assert.Equal("active", (await gateway.ActAsync("get", routine))["routine_status"]);
    }

    [Fact]
    public async Task An_action_that_nobody_knows_is_a_400_that_lists_the_known()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var answer = await gateway.ActAsync("explode", "routine_1");

        Assert.Equal(400, answer.Status);
        Assert.Contains("list, get, pause, resume, delete, run", answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_routine_does_not_run_until_it_is_resumed()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        var paused = await gateway.ActAsync("pause", routine);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(5));
        var runsWhilePaused = (await gateway.ActAsync("get", routine)).Runs();
        var resumed = await gateway.ActAsync("resume", routine);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("paused", paused["routine_status"]);
        Assert.Empty(runsWhilePaused);
        Assert.Equal("active", resumed["routine_status"]);
        Assert.Equal("2030-01-01T10:06:00Z", (await gateway.ActAsync("get", routine)).SingleRun().GetProperty("due").GetString());
    }

    [Fact]
    public async Task A_deleted_routine_is_gone()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        var deleted = await gateway.ActAsync("delete", routine);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("deleted", deleted["routine_status"]);
        Assert.Equal(404, (await gateway.ActAsync("get", routine)).Status);
        Assert.Equal(0, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task Run_runs_it_now_and_leaves_the_schedule_alone()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 12 * * *", ",\"max_runs\":1");

        var run = await gateway.ActAsync("run", routine);

        Assert.Equal("answered", run["outcome"]);
        Assert.Contains("Resumen", run["answer"], StringComparison.Ordinal);
        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(("active", "2030-01-01T12:00:00Z", "0"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        Assert.Equal(run["due"], shown.SingleRun().GetProperty("due").GetString());
    }
}
