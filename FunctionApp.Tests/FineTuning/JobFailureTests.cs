using Azure.Data.Tables;
using BotGateway.Http;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.OpenAI;
using BotGateway.Tables;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.FineTuning;

public sealed class JobFailureTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // A call that fails in a way that a moment may mend is made three times.
    public static TheoryData<string, int, string> Failures => new()
    {
        { "500", 3, "The model service failed with 500" },
        { "401", 1, "The model service rejects the gateway's credentials." },
        { "404", 1, "The model service failed with 404" },
        { "garbage", 1, "The model service returned an invalid response." },
        { "refused", 3, "The model service is unavailable." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_recorded_on_its_job_and_the_others_go_on(string failure, int calls, string problem)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var (first, second) = await TrainTwoAsync(gateway);
        gateway.Models.Faults.Next("job", FaultOf(failure), calls);

        await gateway.TickAfterAsync(Minute);

        var failed = await gateway.ReadAsync(first);
        Assert.StartsWith(problem, failed.Problem);
        Assert.NotEqual("succeeded", failed.Job.Status);
        Assert.Equal("succeeded", (await gateway.ReadAsync(second)).Job.Status);

        await gateway.TickAfterAsync(Minute);
        var mended = await gateway.ReadAsync(first);
        Assert.Equal(("succeeded", null, null), (mended.Job.Status, mended.Problem, mended.DueAt));
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_recorded_too()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        using var held = gateway.Models.Faults.Hold("job");
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        await held.Arrived;
        gateway.Clock.Advance(3 * Minute);
        await tick;

        var recorded = await gateway.ReadAsync(job);
        Assert.Equal("The model service took too long to answer.", recorded.Problem);
        Assert.True(recorded.DueAt > gateway.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_429_moves_its_job_by_what_the_service_asks_and_the_others_go_on()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var (first, second) = await TrainTwoAsync(gateway);
        gateway.Models.Faults.Next("job", Fault.Status(429, retryAfter: 600));

        await gateway.TickAfterAsync(Minute);

        var throttled = await gateway.ReadAsync(first);
        Assert.Equal(gateway.Clock.GetUtcNow().AddSeconds(600), throttled.DueAt);
        Assert.Equal("succeeded", (await gateway.ReadAsync(second)).Job.Status);

        await gateway.TickAfterAsync(TimeSpan.FromSeconds(599));
        Assert.Equal("running", (await gateway.ReadAsync(first)).Job.Status);
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("succeeded", (await gateway.ReadAsync(first)).Job.Status);
    }

    [Fact]
    public async Task Jobs_of_one_client_that_are_throttled_for_good_do_not_keep_those_of_another_waiting()
    {
        var service = Substitute.For<IModelService>();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(service).StartAsync();
        for (var i = 0; i < 40; i++)
            await gateway.AddAsync($"ftjob-{i}");
        var quiet = await gateway.AddAsync("ftjob-quiet", client: Gateway.Acme);
        service.GetJobAsync(Arg.Any<string>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new GatewayException(ErrorKind.Throttled, "Too many.") { RetryAfter = TimeSpan.FromHours(1) });
        service.GetJobAsync(quiet.Id, Arg.Any<CancellationToken>()).Returns(quiet with { Status = "succeeded", Model = "ft:m" });

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);

        Assert.Equal("succeeded", (await gateway.CheckAsync(quiet.Id, Gateway.Acme))["status"]);
        // Each was asked for once: the hour that the service asks to wait is not over.
        Assert.Equal(41, service.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(IModelService.GetJobAsync)));
        Assert.Equal("Too many.", (await gateway.ReadAsync("ftjob-0")).Problem);
    }

    [Fact]
    public async Task What_comes_after_a_jobs_end_is_not_tried_for_ever()
    {
        var (service, deployments) = (Substitute.For<IModelService>(), Substitute.For<IDeploymentService>());
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("OpenAI:AutoDeploy", "true").WithService(service).WithService(deployments).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job with { Status = "succeeded", Model = "ft:m" });
        deployments.StartAsync(job.Id, "ft:m", Arg.Any<CancellationToken>()).ThrowsAsync(new GatewayException(ErrorKind.Throttled, "No quota."));

        for (var i = 0; i < 25; i++)
            await gateway.TickAfterAsync(15 * Minute);

        var shown = await gateway.CheckAsync(job.Id);
        Assert.Equal(("succeeded", "", "No quota."), (shown["status"], shown["model"], shown["problem"]));
        Assert.Equal("Failed", shown.Json.GetProperty("deployment").GetProperty("state").GetString());
        Assert.Null((await gateway.ReadAsync(job.Id)).DueAt);
        await deployments.Received(20).StartAsync(job.Id, "ft:m", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_does_not_stop_the_others()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var (first, second) = await TrainTwoAsync(gateway);
        var table = gateway.Service<TableServiceClient>().GetTableClient("jobs");
        await table.UpsertEntityAsync(
            new TableEntity(DueIndex.ShardOf("default"), $"job_default:{first}") { ["History"] = "?" },
            TableUpdateMode.Merge,
            TestContext.Current.CancellationToken);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal("succeeded", (await gateway.ReadAsync(second)).Job.Status);
    }

    // Two jobs that have ended, the first of which is due earlier.
    private static async Task<(string First, string Second)> TrainTwoAsync(Gateway gateway)
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
