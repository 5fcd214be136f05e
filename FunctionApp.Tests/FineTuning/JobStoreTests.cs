using Azure.Data.Tables;
using BotGateway.FineTuning;
using BotGateway.OpenAI;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.Telemetry;
using BotGateway.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotGateway.Tests.FineTuning;

public sealed class JobStoreTests
{
    private static readonly DateTimeOffset Submitted = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly JobSnapshot Pending = new("ftjob-1", "pending", "file-1", null, Submitted.AddMinutes(5), null);
    private static readonly JobSnapshot Running = Pending with { Status = "running" };
    private static readonly JobSnapshot Succeeded =
        Pending with { Status = "succeeded", Model = "ft:gpt-4.1-mini/é:1", EstimatedFinish = null };

    private readonly JobStore _store;
    private readonly AuthenticatedClient _owner = new($"store-{Guid.NewGuid():N}", "", new HashSet<string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public JobStoreTests(TableService tables) =>
        _store = new(new TableServiceClient(tables.ConnectionString), new Outbox(Clients.Directory(), TimeProvider.System), UnheardMetrics.Instance, NullLogger<JobStore>.Instance);

    [Fact]
    public async Task A_job_comes_back_as_it_was_recorded()
    {
        var failed = Pending with { Status = "failed", Error = new FineTuningError("invalid", new string('é', 100_000)) };

        await AddAsync(failed);

        var recorded = await FindAsync();
        Assert.Equal((failed, Submitted), (recorded.Job, recorded.SubmittedAt));
    }

    [Fact]
    public async Task All_that_is_to_be_done_about_a_job_comes_back()
    {
        var recorded = Begin(Succeeded) with
        {
            History = [new StatusChange("pending", Submitted), new StatusChange("succeeded", Submitted.AddMinutes(3))],
            Problem = new string('é', 100_000),
            Deployment = new Deployment("ftjob-1", "Creating"),
            Team = new PlannedTeam([new ReservedMember("marketing", "bot_1", "thread_1")], IsMade: true),
        };

        await AddAsync(recorded);

        var found = await FindAsync();
        Assert.Equal(recorded.History, found.History);
        Assert.Equal((recorded.Problem, recorded.Deployment, recorded.DueAt), (found.Problem, found.Deployment, found.DueAt));
        Assert.Equal(recorded.Team!.Members, found.Team!.Members);
        Assert.True(found.Team.IsMade);
    }

    [Fact]
    public async Task What_was_read_before_somebody_else_wrote_is_not_written()
    {
        await AddAsync(Pending);
        var read = await FindAsync();

        Assert.NotNull(await _store.TryReplaceAsync(read, read with { Job = Running }, Cancellation));
        Assert.Null(await _store.TryReplaceAsync(read, read with { Job = Pending }, Cancellation));

        Assert.Equal("running", (await FindAsync()).Job.Status);
    }

    [Fact]
    public async Task A_job_is_found_once_it_is_due_and_not_any_more_once_it_is_settled()
    {
        await AddAsync(Pending);
        var read = await FindAsync();

        Assert.Empty(await DueAsync(read.DueAt!.Value.AddSeconds(-1)));
        Assert.Equal([new OpenItem(_owner.Id, "ftjob-1", IsPending: false)], await DueAsync(read.DueAt.Value));
        await _store.TryReplaceAsync(read, read.Complete(), Cancellation);
        Assert.Empty(await DueAsync(read.DueAt.Value.AddDays(1)));
    }

    [Fact]
    public async Task A_job_that_somebody_recorded_already_is_not_put_back_to_its_beginning()
    {
        await AddAsync(Running);

        await _store.AddAsync(Intent("file-1"), Begin(Pending) with { SubmittedAt = Submitted.AddHours(1) }, Cancellation);

        Assert.Equal(("running", Submitted), ((await FindAsync()).Job.Status, (await FindAsync()).SubmittedAt));
    }

    [Theory]
    [InlineData("ft:other")]
    [InlineData("")]
    [InlineData("FT:GPT-4.1-MINI/É:1")]
    [InlineData("ft:gpt-4.1-mini/é:10")]
    public async Task Only_the_models_own_name_is_the_model(string name)
    {
        await AddAsync(Succeeded);

        Assert.Equal("ftjob-1", await _store.FindByModelAsync(_owner, "ft:gpt-4.1-mini/é:1", Cancellation));
        Assert.Null(await _store.FindByModelAsync(_owner, name, Cancellation));
    }

    [Fact]
    public async Task A_model_with_the_longest_name_that_fits_a_key_is_known_and_a_longer_name_is_nobodys()
    {
        var model = $"ft:{new string('m', 253)}";
        await AddAsync(Succeeded with { Model = model });

        Assert.Equal("ftjob-1", await _store.FindByModelAsync(_owner, model, Cancellation));
        Assert.Null(await _store.FindByModelAsync(_owner, new string('日', 20_000), Cancellation));
    }

    [Fact]
    public async Task Only_the_owner_finds_job_model_and_intent()
    {
        await AddAsync(Succeeded);
        await _store.AddPendingAsync(Intent("file-2"), Cancellation);
        var stranger = _owner with { Id = _owner.Id + "-" };

        Assert.Null(await _store.FindAsync(stranger.Id, "ftjob-1", Cancellation));
        Assert.Null(await _store.FindByModelAsync(stranger, Succeeded.Model!, Cancellation));
        Assert.Empty(await _store.ReadPendingAsync(stranger, Cancellation).ToListAsync(Cancellation));
        var left = await _store.ReadPendingAsync(_owner, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(["file-2"], left.Select(intent => intent.TrainingFileId));
    }

    private Task AddAsync(JobSnapshot job) => AddAsync(Begin(job));

    private async Task AddAsync(TrainingJob job)
    {
        var intent = Intent(job.Job.TrainingFileId);
        await _store.AddPendingAsync(intent, Cancellation);
        await _store.AddAsync(intent, job, Cancellation);
    }

    private TrainingJob Begin(JobSnapshot job) => job.Begin(_owner.Id, Submitted, team: null, deployment: null);

    private PendingJob Intent(string file) => new(_owner.Id, file, Submitted, WantsTeam: false);

    private async Task<TrainingJob> FindAsync() => (await _store.FindAsync(_owner.Id, "ftjob-1", Cancellation))!;

    private async Task<List<OpenItem>> DueAsync(DateTimeOffset now) =>
        [.. (await _store.ReadDueAsync(now, Cancellation)).Items.Where(item => item.ClientId == _owner.Id)];
}
