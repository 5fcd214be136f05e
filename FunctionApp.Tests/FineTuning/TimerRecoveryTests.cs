using System.Text;
using BotGateway.FineTuning;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.OpenAI;

namespace BotGateway.Tests.FineTuning;

public sealed class TimerRecoveryTests(TableService tables)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_nobody_recorded_is_found_and_polled_by_the_timer_alone()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var file = await UploadAsync(gateway);
        await NoteAsync(gateway, file, wantsTeam: true);
        var job = await CreateAsync(gateway, file);
        gateway.EndJobs();

        await gateway.TickAfterAsync(Patience);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        var lists = gateway.Models.Calls.Count("list-jobs");
        var shown = await gateway.CheckAsync(job.Id);
        Assert.Equal((200, "succeeded"), (shown.Status, shown["status"]));
        Assert.True(shown.Json.GetProperty("then").GetProperty("bot_routine").GetProperty("made").GetBoolean());
        // It was seen when it was found, not when it was created.
        Assert.Equal(
            ["2030-01-01T10:10:30Z"], shown.Json.GetProperty("history").EnumerateArray().Select(change => change.GetProperty("at").GetString()));
        Assert.Equal(lists, gateway.Models.Calls.Count("list-jobs"));
        Assert.Empty(await IntentsAsync(gateway));
        Assert.Equal(404, (await gateway.CheckAsync(job.Id, Gateway.Acme)).Status);
    }

    [Fact]
    public async Task A_pending_job_whose_job_never_came_goes_with_its_file_but_not_before_its_time()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var file = await UploadAsync(gateway);
        await NoteAsync(gateway, file);

        await gateway.TickAfterAsync(Patience - TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0), (gateway.Models.Calls.Count("list-jobs"), gateway.Models.Calls.Count("delete-file")));
        Assert.Single(await IntentsAsync(gateway));

        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));
        Assert.EndsWith(file, Assert.Single(gateway.Models.Calls.Of("delete-file")).Path);
        Assert.Empty(await IntentsAsync(gateway));
        Assert.Empty((await gateway.Jobs().ReadDueAsync(Gateway.Start.AddYears(1), Cancellation)).Items);
    }

    [Fact]
    public async Task A_file_that_cannot_be_deleted_does_not_keep_its_pending_job_for_ever()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await NoteAsync(gateway, await UploadAsync(gateway));
        gateway.Models.Faults.Next("delete-file", Fault.Status(403), times: 2);

        await gateway.TickAfterAsync(Patience);
        Assert.Single(await IntentsAsync(gateway));
        await gateway.TickAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, gateway.Models.Calls.Count("delete-file"));
        Assert.Empty(await IntentsAsync(gateway));
    }

    [Fact]
    public async Task While_the_service_does_not_tell_whether_there_is_a_job_the_pending_job_stays()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await NoteAsync(gateway, await UploadAsync(gateway));
        gateway.Models.Faults.Next("list-jobs", Fault.Status(500), times: 3);

        await gateway.TickAfterAsync(Patience);
        Assert.Single(await IntentsAsync(gateway));

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(await IntentsAsync(gateway));
        Assert.Equal(1, gateway.Models.Calls.Count("delete-file"));
    }

    [Fact]
    public async Task A_train_request_in_flight_is_left_alone()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        using var held = gateway.Models.Faults.Hold("create-job");
        var train = gateway.TrainAsync();
        await held.Arrived;

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((0, 0), (gateway.Models.Calls.Count("list-jobs"), gateway.Models.Calls.Count("delete-file")));
        held.Release();
        var job = await train;

        await gateway.TickAfterAsync(Patience);
        Assert.Equal((0, 0), (gateway.Models.Calls.Count("list-jobs"), gateway.Models.Calls.Count("delete-file")));
        Assert.Equal(200, (await gateway.CheckAsync(job)).Status);
    }

    private static Task<string> UploadAsync(Gateway gateway) => gateway.Service<IModelService>().UploadAsync(
        "examples.jsonl", stream => stream.Write(Encoding.UTF8.GetBytes(Examples.Lines())), Cancellation);

    private static Task NoteAsync(Gateway gateway, string file, bool wantsTeam = false) =>
        gateway.Jobs().AddPendingAsync(new PendingJob("default", file, gateway.Clock.GetUtcNow(), wantsTeam), Cancellation);

    private static Task<JobSnapshot> CreateAsync(Gateway gateway, string file)
    {
        gateway.ModelClock.Advance(TimeSpan.FromSeconds(1));
        return gateway.Service<IModelService>().CreateJobAsync(
            new FineTuningRequest("gpt-4.1-mini", file, null, null, null, null), Cancellation);
    }

    private static async Task<List<PendingJob>> IntentsAsync(Gateway gateway) =>
        await gateway.Jobs().ReadPendingAsync(new("default", "", new HashSet<string>()), Cancellation).ToListAsync(Cancellation);
}
