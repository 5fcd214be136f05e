using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.EndToEnd;
using Answer = BotGateway.Tests.EndToEnd.Answer;

namespace BotGateway.Tests.Routines;

public sealed class DueRoutineTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_due_routine_sends_its_message_and_keeps_what_became_of_it()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync();

        await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        var run = Assert.Single(Runs(shown));
        Assert.Equal("answered", run.GetProperty("outcome").GetString());
        Assert.Equal("2030-01-01T10:01:00Z", run.GetProperty("due").GetString());
        Assert.Equal("2030-01-01T10:01:30Z", run.GetProperty("started").GetString());
        Assert.Equal(1, run.GetProperty("attempt").GetInt32());
        Assert.Contains("Resumen", run.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.True(run.GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
        Assert.Equal(JsonValueKind.Null, run.GetProperty("error").ValueKind);
        Assert.Equal(("1", "2030-01-01T10:02:00Z"), (shown["runs_done"], shown["next_run"]));
    }

    [Fact]
    public async Task The_answer_is_in_the_thread()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        await gateway.ScheduleAsync();
        await gateway.TickAfterAsync(Minute);

        await gateway.Gateway.CallAsync(
            $$"""{"event_name":"messaging","botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"¿Y qué más?"}""");

        var roles = gateway.Gateway.Models.Calls.Of("chat")[^1].Body!.Value.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString());
        Assert.Equal(["system", "user", "assistant", "user"], roles);
    }

    [Fact]
    public async Task Runs_come_newest_first_and_at_most_twenty()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync();

        for (var i = 0; i < 22; i++)
            await gateway.TickAfterAsync(Minute);

        var due = Runs(await gateway.ActAsync("get", routine)).Select(run => run.GetProperty("due").GetString()).ToList();
        Assert.Equal(20, due.Count);
        Assert.Equal("2030-01-01T10:22:00Z", due[0]);
        Assert.Equal(due.OrderDescending(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task A_routine_finishes_after_its_last_run()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync(rest: ",\"max_runs\":2");

        for (var i = 0; i < 4; i++)
            await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(("finished", "2"), (shown["routine_status"], shown["runs_done"]));
        Assert.Equal(2, gateway.Gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task After_a_downtime_it_runs_once_and_the_missed_times_are_recorded()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync();

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));

        var runs = Runs(await gateway.ActAsync("get", routine));
        Assert.Equal(["skipped", "answered"], runs.Select(run => run.GetProperty("outcome").GetString()));
        Assert.Equal("2030-01-01T10:02:00Z", runs[0].GetProperty("due").GetString());
        Assert.Equal(9, runs[0].GetProperty("missed").GetInt32());
        Assert.Equal(1, gateway.Gateway.Models.Calls.Count("chat"));
    }

    public static TheoryData<string> Failures => ["429", "500", "refused", "garbage", "filter"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_run_is_tried_again_and_recovers(string failure)
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync("0 11 * * *");
        gateway.Gateway.Models.Faults.Next("chat", FaultOf(failure), Calls(failure));
        gateway.Clock.Advance(TimeSpan.FromMinutes(59));

        await gateway.TickAfterAsync(Minute);
        var failed = Assert.Single(Runs(await gateway.ActAsync("get", routine)));
        await gateway.TickAfterAsync(2 * Minute);
        var answered = Assert.Single(Runs(await gateway.ActAsync("get", routine)));

        Assert.Equal(("failed", 1), (failed.GetProperty("outcome").GetString(), failed.GetProperty("attempt").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, failed.GetProperty("error").ValueKind);
        Assert.Equal(("answered", 2), (answered.GetProperty("outcome").GetString(), answered.GetProperty("attempt").GetInt32()));
        Assert.Equal(failed.GetProperty("due").GetString(), answered.GetProperty("due").GetString());
    }

    [Fact]
    public async Task After_three_attempts_it_has_failed_until_the_next_due_time()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync("0 * * * *");
        gateway.Gateway.Models.Faults.Next("chat", Fault.Status(429), times: 3);
        gateway.Clock.Advance(TimeSpan.FromMinutes(59));

        for (var i = 0; i < 12; i++)
            await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        var run = Assert.Single(Runs(shown));
        Assert.Equal(("failed", 3), (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32()));
        Assert.Equal(("active", "2030-01-01T12:00:00Z", "1"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        Assert.Equal(3, gateway.Gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_routine_whose_model_is_gone_is_paused_with_the_reason()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync();
        gateway.Gateway.Models.Faults.Next("chat", Fault.Status(404, code: "DeploymentNotFound"));

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(10 * Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal("paused", shown["routine_status"]);
        Assert.Contains("gpt-4.1-mini", shown["reason"], StringComparison.Ordinal);
        Assert.Equal(1, gateway.Gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task One_routines_failure_does_not_stop_the_others()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var first = await gateway.ScheduleAsync();
        var second = await gateway.ScheduleAsync();
        gateway.Gateway.Models.Faults.Next("chat", Fault.Status(429));

        await gateway.TickAfterAsync(Minute);

        var outcomes = new List<string?>();
        foreach (var routine in new[] { first, second })
            outcomes.Add(Assert.Single(Runs(await gateway.ActAsync("get", routine))).GetProperty("outcome").GetString());
        Assert.Equal(["answered", "failed"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_routines_on_one_thread_run_one_after_the_other_and_hold_up_nobody()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables, new() { ["Scheduler:Parallelism"] = "2" });
        var crowded = new List<string>();
        for (var i = 0; i < 4; i++)
            crowded.Add(await gateway.ScheduleAsync());
        var thread = (await gateway.Gateway.CallAsync("""{"event_name":"new_thread"}"""))["id"];
        var alone = await gateway.Gateway.CallAsync(
            $$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{gateway.Bot}}","threadID":"{{thread}}","message":"Solo"}""");
        using var first = gateway.Gateway.Models.Faults.Hold("chat");
        using var second = gateway.Gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = Scheduling.Ticking.TickAsync(gateway.Gateway, TestContext.Current.CancellationToken);
        // Both arrive only if the routine that has a thread for itself need not wait for the others.
        await Task.WhenAll(first.Arrived, second.Arrived).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        first.Release();
        second.Release();
        await tick;

        foreach (var routine in crowded.Append(alone["routine_id"]!))
        {
            var run = Assert.Single(Runs(await gateway.ActAsync("get", routine)));
            Assert.Equal(("answered", 1), (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32()));
        }
    }

    [Fact]
    public async Task A_host_that_shuts_down_leaves_the_run_to_the_next_tick()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Gateway.Models.Faults.Hold("chat");
        using var shutdown = new CancellationTokenSource();
        gateway.Clock.Advance(Minute);

        var tick = Scheduling.Ticking.TickAsync(gateway.Gateway, shutdown.Token);
        await held.Arrived;
        await shutdown.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tick);
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));

        var run = Assert.Single(Runs(await gateway.ActAsync("get", routine)));
        Assert.Equal(("answered", 1), (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32()));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("delete")]
    public async Task A_run_comes_to_its_end_though_its_routine_is_stopped_meanwhile(string action)
    {
        await using var gateway = await RoutineGateway.StartAsync(tables);
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = Scheduling.Ticking.TickAsync(gateway.Gateway, TestContext.Current.CancellationToken);
        await held.Arrived;
        var stopped = await gateway.ActAsync(action, routine);
        held.Release();
        await tick;
        await gateway.TickAfterAsync(10 * Minute);

        Assert.Equal(200, stopped.Status);
        Assert.Equal(1, gateway.Gateway.Models.Calls.Count("chat"));
        if (action == "pause")
        {
            var shown = await gateway.ActAsync("get", routine);
            Assert.Equal("paused", shown["routine_status"]);
            Assert.Equal("answered", Assert.Single(Runs(shown)).GetProperty("outcome").GetString());
        }
    }

    [Fact]
    public async Task Old_runs_go_and_newer_ones_stay()
    {
        await using var gateway = await RoutineGateway.StartAsync(tables, new() { ["Scheduler:RunHistoryDays"] = "2" });
        var routine = await gateway.ScheduleAsync("0 12 * * *");
        for (var day = 0; day < 4; day++)
            await gateway.TickAfterAsync(day == 0 ? TimeSpan.FromHours(2) : TimeSpan.FromDays(1));

        var due = Runs(await gateway.ActAsync("get", routine)).Select(run => run.GetProperty("due").GetString());

        // Now is noon and half a minute of the 4th: what was due on the 1st and the 2nd is older than two days.
        Assert.Equal(["2030-01-04T12:00:00Z", "2030-01-03T12:00:00Z"], due);
    }

    private static Fault FaultOf(string failure) => failure switch
    {
        "429" => Fault.Status(429, retryAfter: 7),
        "500" => Fault.Status(500),
        "refused" => Fault.Refused,
        "garbage" => Fault.Garbage,
        _ => Fault.ContentFilter,
    };

    // The SDK tries these again by itself.
    private static int Calls(string failure) => failure is "500" or "refused" ? 3 : 1;

    private static List<JsonElement> Runs(Answer answer) => [.. answer.Json.GetProperty("runs").EnumerateArray()];
}
