using System.Diagnostics;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Telemetry;

public sealed class TickTraceTests(TableService tables) : IDisposable
{
    private readonly Spans _spans = new();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task A_run_of_a_routine_stands_below_its_message_with_its_calls_below_it()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        var run = _spans.With("bot_gateway.routine", routine);
        Assert.Equal(("routine run", "default", ActivityStatusCode.Unset), (run.DisplayName, run.GetTagItem("bot_gateway.client"), run.Status));
        Assert.Contains("model chat", _spans.Below(run));
        var message = _spans.ParentOf(run);
        Assert.Equal(("Runner", default), (message.DisplayName, message.ParentSpanId));
        Assert.Contains("table slots find", _spans.Below(message));
    }

    [Fact]
    public async Task A_run_that_failed_is_an_error()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        gateway.Models.Faults.Next("chat", Fault.Status(500), 5);

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        var run = _spans.With("bot_gateway.routine", routine);
        Assert.Equal((ActivityStatusCode.Error, "502"), (run.Status, run.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_job_that_is_polled_stands_below_its_message()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var id = await jobs.TrainAsync();

        await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));

        var followed = _spans.With("bot_gateway.job", id);
        Assert.Equal("job follow-up", followed.DisplayName);
        Assert.Contains("model get_fine_tuning_job", _spans.Below(followed));
        Assert.Equal("Runner", _spans.ParentOf(followed).DisplayName);
    }
}
