using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Routines;

public sealed class FailedRoutineTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Failures => ["429", "500", "refused", "garbage"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_run_is_tried_again_and_recovers(string failure)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 11 * * *");
        gateway.Models.Faults.Next("chat", FaultOf(failure), Calls(failure));
        gateway.Clock.Advance(TimeSpan.FromMinutes(59));

        await gateway.TickAfterAsync(Minute);
        var failed = (await gateway.ActAsync("get", routine)).SingleRun();
        await gateway.TickAfterAsync(2 * Minute);
        var answered = (await gateway.ActAsync("get", routine)).SingleRun();

        Assert.Equal(("failed", 1), failed.Attempt());
        Assert.NotEqual(JsonValueKind.Null, failed.GetProperty("error").ValueKind);
        Assert.Equal(("answered", 2), answered.Attempt());
        Assert.Equal(failed.GetProperty("due").GetString(), answered.GetProperty("due").GetString());
    }

    [Fact]
    public async Task After_three_attempts_it_has_failed_until_the_next_due_time()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 * * * *");
        gateway.Models.Faults.Next("chat", Fault.Status(429), times: 3);
        gateway.Clock.Advance(TimeSpan.FromMinutes(59.5));

        for (var i = 0; i < 5; i++)
            await gateway.TickAfterAsync(2.5 * Minute);

        var shown = await gateway.ActAsync("get", routine);
        var run = shown.SingleRun();
        Assert.Equal(("failed", 3), run.Attempt());
        Assert.Equal(("active", "2030-01-01T12:00:00Z", "1"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        Assert.Equal(3, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_routine_whose_model_is_gone_is_paused_with_the_reason()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        gateway.Models.Faults.Next("chat", Fault.Status(404, code: "DeploymentNotFound"));

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(10 * Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal("paused", shown["routine_status"]);
        Assert.Contains("gpt-4.1-mini", shown["reason"], StringComparison.Ordinal);
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    public static TheoryData<string, Fault> Final => new()
    {
        { "content_filter", Fault.ContentFilter },
        { "invalid_prompt", Fault.Response(400, """{"error":{"message":"Invalid prompt.","type":"invalid_request_error","code":"invalid_prompt"}}""") },
        { "context_length_exceeded", Fault.Response(400, """{"error":{"param":"messages","code":"context_length_exceeded"}}""") },
        { "content_filter", Fault.Response(200, """{"choices":[{"message":{"content":"Bi"},"finish_reason":"content_filter"}]}""") },
        { "insufficient_quota", Fault.Response(429, """{"error":{"code":"insufficient_quota"}}""", ("Retry-After", "1")) },
    };

    [Theory]
    [MemberData(nameof(Final), DisableDiscoveryEnumeration = true)]
    public async Task What_would_fail_again_has_failed_at_once_and_the_routine_goes_on(string code, Fault fault)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 * * * *");
        gateway.Models.Faults.Next("chat", fault);
        gateway.Clock.Advance(TimeSpan.FromMinutes(59.5));

        for (var i = 0; i < (Thoroughness.IsWanted ? 5 : 3); i++)
            await gateway.TickAfterAsync(2.5 * Minute);

        var shown = await gateway.ActAsync("get", routine);
        var run = shown.SingleRun();
        Assert.Equal(("failed", 1), run.Attempt());
        Assert.Contains(code, run.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(("active", "2030-01-01T12:00:00Z", "1"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task One_routines_failure_does_not_stop_the_others()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var first = await gateway.ScheduleAsync();
        var second = await gateway.ScheduleAsync();
        gateway.Models.Faults.Next("chat", Fault.Status(429));

        await gateway.TickAfterAsync(Minute);

        var outcomes = new List<string?>();
        foreach (var routine in new[] { first, second })
            outcomes.Add((await gateway.ActAsync("get", routine)).SingleRun().GetProperty("outcome").GetString());
        Assert.Equal(["answered", "failed"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_model_that_does_not_answer_in_time_fails_the_run_and_is_tried_again()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 11 * * *");
        using var held = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(TimeSpan.FromMinutes(60));

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        await held.Arrived;
        gateway.Clock.Advance(3 * Minute);
        await tick;
        var failed = (await gateway.ActAsync("get", routine)).SingleRun();
        await gateway.TickAfterAsync(2 * Minute);
        var answered = (await gateway.ActAsync("get", routine)).SingleRun();

        Assert.Equal(("failed", 1), failed.Attempt());
        Assert.Contains("took too long", failed.GetProperty("error").ToString(), StringComparison.Ordinal);
        Assert.Equal(("answered", 2), answered.Attempt());
        Assert.Equal("2030-01-01T11:00:00Z", answered.GetProperty("due").GetString());
    }

    private static Fault FaultOf(string failure) => failure switch
    {
        "429" => Fault.Status(429, retryAfter: 7),
        "500" => Fault.Status(500),
        "refused" => Fault.Refused,
        _ => Fault.Garbage,
    };

    // The SDK tries these again by itself.
    private static int Calls(string failure) => failure is "500" or "refused" ? 3 : 1;
}
