using BotGateway.FineTuning;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.OpenAI;

namespace BotGateway.Tests.FineTuning;

public sealed class PendingJobTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_could_not_be_recorded_is_answered_and_found_by_the_next_check()
    {
        _gateway.Tables.Forbidden = "RowKey\":\"job_";
        var train = await _gateway.CallAsync(Examples.Train());
        _gateway.Tables.Forbidden = null;
        Assert.Equal(200, train.Status);
        Assert.Single(await IntentsAsync("default"));

        var check = await _gateway.CheckAsync(train["job_id"]);

        Assert.Equal((200, train["job_id"]), (check.Status, check["job_id"]));
        Assert.Empty(await IntentsAsync("default"));
    }

    [Fact]
    public async Task A_job_whose_gateway_crashed_before_it_recorded_it_is_found_by_the_next_check()
    {
        var job = await CrashAsync("default");
        await CrashAsync("default");

        var check = await _gateway.CheckAsync(job.Id);

        Assert.Equal((200, job.Id), (check.Status, check["job_id"]));
        Assert.Empty(await IntentsAsync("default"));
    }

    [Fact]
    public async Task Another_clients_pending_job_is_never_adopted()
    {
        var job = await CrashAsync("default");
        var calls = _gateway.Models.Calls.All.Count;

        Assert.Equal(404, (await _gateway.CheckAsync(job.Id, Gateway.Acme)).Status);

        Assert.Equal(calls, _gateway.Models.Calls.All.Count);
        Assert.Single(await IntentsAsync("default"));
        Assert.Equal(200, (await _gateway.CheckAsync(job.Id)).Status);
    }

    [Fact]
    public async Task While_the_service_cannot_be_asked_nobody_is_told_that_there_is_no_such_job()
    {
        var job = await CrashAsync("default");
        _gateway.Models.Faults.Next("list-jobs", Fault.Status(429));

        Assert.Equal(429, (await _gateway.CheckAsync(job.Id)).Status);

        Assert.Equal(200, (await _gateway.CheckAsync(job.Id)).Status);
    }

    [Fact]
    public async Task An_id_that_cannot_be_a_jobs_is_a_404_without_a_call_even_with_pending_jobs_left()
    {
        var job = await CrashAsync("default");
        var calls = _gateway.Models.Calls.All.Count;

        Assert.Equal(404, (await _gateway.CheckAsync("a/b")).Status);

        Assert.Equal(calls, _gateway.Models.Calls.All.Count);
        Assert.Equal(200, (await _gateway.CheckAsync(job.Id)).Status);
    }

    // What a gateway has done when it ends at the worst moment: intent noted, job created, nothing recorded.
    private async Task<JobSnapshot> CrashAsync(string client)
    {
        var service = _gateway.Service<IModelService>();
        var file = await service.UploadAsync(
            "examples.jsonl", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Examples.Lines())), Cancellation);
        while (!await service.IsProcessedAsync(file, Cancellation))
            _gateway.ModelClock.Advance(TimeSpan.FromSeconds(1));
        await Jobs.AddPendingAsync(new PendingJob(client, file, DateTimeOffset.UtcNow, WantsTeam: false), Cancellation);
        return await service.CreateJobAsync(new FineTuningRequest("gpt-4.1-mini", file, null, null, null, null), Cancellation);
    }

    private IJobStore Jobs => _gateway.Service<IJobStore>();

    private static AuthenticatedClient Client(string id) => new(id, "", new HashSet<string>());

    private async Task<List<PendingJob>> IntentsAsync(string client) =>
        await Jobs.ReadPendingAsync(Client(client), Cancellation).ToListAsync(Cancellation);
}
