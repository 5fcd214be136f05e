using Azure.Data.Tables;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tables;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Scheduling;

namespace BotGateway.Tests.Training;

public sealed class JobFailureTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // A call that fails in a way that a moment may mend is made three times.
    public static TheoryData<string, int, string> Failures => new()
    {
        { "500", 3, "The model service failed with 500" },
        { "401", 1, "The model service refuses the gateway's credentials." },
        { "404", 1, "The model service failed with 404" },
        { "garbage", 1, "The model service gave an answer that is not of its protocol." },
        { "refused", 3, "The model service is out of reach." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_recorded_on_its_job_and_the_others_go_on(string failure, int calls, string problem)
    {
        await using var gateway = await OneAtATimeAsync();
        var (first, second) = await TrainTwoAsync(gateway);
        gateway.Service.Faults.Next("job", FaultOf(failure), calls);

        await gateway.TickAfterAsync(Minute);

        var failed = await gateway.ReadAsync(first);
        Assert.StartsWith(problem, failed.Problem);
        Assert.NotEqual("succeeded", failed.Job.Status);
        Assert.Equal("succeeded", (await gateway.ReadAsync(second)).Job.Status);

        await gateway.TickAfterAsync(Minute);
        var mended = await gateway.ReadAsync(first);
        Assert.Equal(("succeeded", null, null), (mended.Job.Status, mended.Problem, mended.WakeAt));
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_recorded_too()
    {
        await using var gateway = await OneAtATimeAsync();
        var job = await gateway.TrainAsync();
        using var held = gateway.Service.Faults.Hold("job");
        gateway.Clock.Advance(Minute);

        var tick = gateway.Gateway.TickAsync(TestContext.Current.CancellationToken);
        await held.Arrived;
        gateway.Clock.Advance(3 * Minute);
        await tick;

        var recorded = await gateway.ReadAsync(job);
        Assert.Equal("The model service took too long to answer.", recorded.Problem);
        Assert.True(recorded.WakeAt > gateway.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_429_leaves_the_rest_to_the_next_tick_and_pushes_nothing_back()
    {
        await using var gateway = await OneAtATimeAsync();
        var (first, second) = await TrainTwoAsync(gateway);
        var due = ((await gateway.ReadAsync(first)).WakeAt, (await gateway.ReadAsync(second)).WakeAt);
        var calls = gateway.Service.Calls.Count("job");
        gateway.Service.Faults.Next("job", Fault.Status(429, retryAfter: 20));

        await gateway.TickAfterAsync(Minute);

        Assert.Equal(calls + 1, gateway.Service.Calls.Count("job"));
        Assert.Equal(due, ((await gateway.ReadAsync(first)).WakeAt, (await gateway.ReadAsync(second)).WakeAt));

        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(calls + 3, gateway.Service.Calls.Count("job"));
        Assert.Equal(("succeeded", "succeeded"), ((await gateway.ReadAsync(first)).Job.Status, (await gateway.ReadAsync(second)).Job.Status));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_does_not_stop_the_others()
    {
        await using var gateway = await OneAtATimeAsync();
        var (first, second) = await TrainTwoAsync(gateway);
        var table = gateway.Gateway.Service<TableServiceClient>().GetTableClient("jobs");
        await table.UpsertEntityAsync(
            new TableEntity(Agenda.ShardOf("default"), $"job_default:{first}") { ["History"] = "?" },
            TableUpdateMode.Merge,
            TestContext.Current.CancellationToken);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal("succeeded", (await gateway.ReadAsync(second)).Job.Status);
    }

    private Task<JobGateway> OneAtATimeAsync() => JobGateway.StartAsync(tables, new() { ["Scheduler:Parallelism"] = "1" });

    // Two jobs that have ended, the first of which is due earlier.
    private static async Task<(string First, string Second)> TrainTwoAsync(JobGateway gateway)
    {
        var first = await gateway.TrainAsync();
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await gateway.TrainAsync();
        gateway.EndJobs();
        return (first, second);
    }

    private static Fault FaultOf(string failure) => failure switch
    {
        "garbage" => Fault.Garbage,
        "refused" => Fault.Refused,
        _ => Fault.Status(int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
