using System.Text.Json;

namespace BotGateway.Tests.Routines;

public sealed class DueRoutineTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_due_routine_sends_its_message_and_keeps_what_became_of_it()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        var run = shown.SingleRun();
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
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync();
        await gateway.TickAfterAsync(Minute);

        await gateway.CallAsync(
            $$"""{"event_name":"messaging","botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"¿Y qué más?"}""");

        var messages = gateway.Models.Calls.Of("chat")[^1].Body!.Value.GetProperty("messages").EnumerateArray();
        Assert.Equal(["system", "user", "assistant", "user"], messages.Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Runs_come_newest_first_and_at_most_twenty()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        for (var i = 0; i < 22; i++)
            await gateway.TickAfterAsync(Minute);

        var due = (await gateway.ActAsync("get", routine)).Runs().Select(run => run.GetProperty("due").GetString()).ToList();
        Assert.Equal(20, due.Count);
        Assert.Equal("2030-01-01T10:22:00Z", due[0]);
        Assert.Equal(due.OrderDescending(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task A_routine_finishes_after_its_last_run()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ",\"max_runs\":2");

        for (var i = 0; i < 4; i++)
            await gateway.TickAfterAsync(Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(("finished", "2"), (shown["routine_status"], shown["runs_done"]));
        Assert.Equal(2, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task After_a_downtime_it_runs_once_and_the_missed_times_are_recorded()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));

        var runs = (await gateway.ActAsync("get", routine)).Runs();
        Assert.Equal(["skipped", "answered"], runs.Select(run => run.GetProperty("outcome").GetString()));
        Assert.Equal("2030-01-01T10:02:00Z", runs[0].GetProperty("due").GetString());
        Assert.Equal(9, runs[0].GetProperty("missed").GetInt32());
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task Old_runs_go_and_newer_ones_stay()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Scheduler:RunHistoryDays", "2").StartAsync();
        var routine = await gateway.ScheduleAsync("0 12 * * *");
        for (var day = 0; day < 4; day++)
            await gateway.TickAfterAsync(day == 0 ? TimeSpan.FromHours(2) : TimeSpan.FromDays(1));

        var due = (await gateway.ActAsync("get", routine)).Runs().Select(run => run.GetProperty("due").GetString());

        // Now is noon and half a minute of the 4th: what was due on the 1st and the 2nd is older than two days.
        Assert.Equal(["2030-01-04T12:00:00Z", "2030-01-03T12:00:00Z"], due);
    }

    [Fact]
    public async Task Many_routines_on_one_thread_run_one_after_the_other_and_hold_up_nobody()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Clients:0:ConcurrentRuns", "2").StartAsync();
        var crowded = new List<string>();
        for (var i = 0; i < 4; i++)
            crowded.Add(await gateway.ScheduleAsync());
        var thread = (await gateway.CallAsync("""{"event_name":"new_thread"}"""))["id"];
        var alone = await gateway.CallAsync(
            $$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{gateway.Bot}}","threadID":"{{thread}}","message":"Solo"}""");
        using var first = gateway.Models.Faults.Hold("chat");
        using var second = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        // Both arrive only if the routine that has a thread for itself need not wait for the others.
        await Task.WhenAll(first.Arrived, second.Arrived).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        first.Release();
        second.Release();
        await tick;

        foreach (var routine in crowded.Append(alone["routine_id"]!))
        {
            var run = (await gateway.ActAsync("get", routine)).SingleRun();
            Assert.Equal(("answered", 1), (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32()));
        }
    }
}
