using Azure.Data.Tables;
using BotGateway.Bots;
using BotGateway.Contracts;
using BotGateway.FineTuning;
using BotGateway.OpenAI;
using BotGateway.Routines;
using BotGateway.Scheduling;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.Telemetry;
using BotGateway.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Tables;

/// <summary>Texts whose length others decide, in tables: what names something is kept whole, what explains something is cut.</summary>
public sealed class KeptTextTests
{
    private const int Explanation = 100_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    // Longer than a property may be, and than a row.
    private static readonly string Endless = new('x', 600_000);

    private readonly JobStore _jobs;
    private readonly RoutineReader _reader;
    private readonly RoutineStore _routines;
    private readonly BotStore _bots;
    private readonly AuthenticatedClient _owner = new($"kept-{Guid.NewGuid():N}", "", new HashSet<string>());

    public KeptTextTests(TableService tables)
    {
        var service = new TableServiceClient(tables.ConnectionString);
        var outbox = new Outbox(Clients.Directory(), TimeProvider.System);
        _jobs = new JobStore(service, outbox, UnheardMetrics.Instance, NullLogger<JobStore>.Instance);
        _reader = new RoutineReader(service);
        _routines = new RoutineStore(service, new DeletedRoutines(service, Options.Create(new SchedulerOptions()), TimeProvider.System), outbox, Options.Create(new SchedulerOptions()), NullLogger<RoutineStore>.Instance);
        _bots = new BotStore(service, NullLogger<BotStore>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ids => ["ftjob-1", "job/1?#\\\u0001", "ünï", "", new string('j', 129), new string('日', 40_000)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Jobs_and_files_whatever_their_ids_are_kept_and_found_when_they_are_due(string id)
    {
        var (job, file) = ($"{id}-job", $"{id}-file");
        var intent = new PendingJob(_owner.Id, file, Now, WantsTeam: false, ValidationFileId: file);
        await _jobs.AddPendingAsync(intent, Cancellation);
        var open = Assert.Single(await DueAsync());
        var found = await _jobs.FindPendingAsync(open.ClientId, open.Id, Cancellation);
        var left = await _jobs.ReadPendingAsync(_owner, Cancellation).ToListAsync(Cancellation);
        await _jobs.AddAsync(intent, Begin(job, file, model: null), Cancellation);
        var due = Assert.Single(await DueAsync());

        Assert.Equal(intent, found! with { WrittenAt = null });
        Assert.Equal([intent], left.Select(each => each with { WrittenAt = null }));
        Assert.False(due.IsPending);
        foreach (var name in new[] { job, due.Id })
        {
            var recorded = await _jobs.FindAsync(_owner.Id, name, Cancellation);
            Assert.Equal((job, file), (recorded!.Job.Id, recorded.Job.TrainingFileId));
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(40_000)]
    public async Task A_model_whatever_the_length_of_its_name_is_the_owners(int length)
    {
        var model = new string('m', length);
        await AddAsync(Begin("ftjob-1", "file-1", model));
        await _bots.AddAsync(_owner, new Bot($"bot_{Guid.Empty:N}", "n", "i", model), Cancellation);

        Assert.Equal("ftjob-1", await _jobs.FindByModelAsync(_owner, model, Cancellation));
        Assert.Null(await _jobs.FindByModelAsync(_owner, model + "m", Cancellation));
        Assert.Equal(model, (await _jobs.FindAsync(_owner.Id, "ftjob-1", Cancellation))!.Job.Model);
        Assert.Equal(model, (await _bots.FindAsync(_owner, $"bot_{Guid.Empty:N}", Cancellation))!.Model);
    }

    [Fact]
    public async Task What_a_service_says_of_a_job_is_cut()
    {
        var job = Begin("ftjob-1", "file-1", model: null) with { Problem = Endless };
        await AddAsync(job with { Job = job.Job with { Error = new FineTuningError(Endless, Endless) } });

        var kept = (await _jobs.FindAsync(_owner.Id, "ftjob-1", Cancellation))!;

        Assert.Equal((new string('x', Explanation) + "…", new string('x', Explanation) + "…"), (kept.Problem, kept.Job.Error!.Message));
        Assert.Equal(new string('x', 64) + "…", kept.Job.Error.Code);
    }

    [Fact]
    public void A_status_is_cut_when_it_is_read_so_that_it_is_the_same_the_next_time() => Assert.Equal(
        new string('x', 64) + "…",
        JobReader.Read(BinaryData.FromObjectAsJson(new { id = "ftjob-1", status = Endless, training_file = "file-1" })).Status);

    [Fact]
    public void A_history_keeps_the_first_status_and_the_newest()
    {
        var recorded = Begin("ftjob-1", "file-1", model: null);
        for (var i = 0; i < 1000; i++)
            recorded = recorded.WithSnapshot(recorded.Job with { Status = $"s{i}" }, Now.AddMinutes(i));

        Assert.Equal(100, recorded.History.Count);
        Assert.Equal(("running", "s901", "s999"), (recorded.History[0].Status, recorded.History[1].Status, recorded.History[^1].Status));
    }

    [Fact]
    public async Task A_routine_with_the_longest_texts_is_kept_with_the_reason_for_which_it_is_paused()
    {
        var text = new string('x', 200_000);
        var routine = new Routine
        {
            Id = $"routine_{Guid.CreateVersion7():N}",
            ClientId = _owner.Id,
            BotId = "bot_1",
            ThreadId = "thread_1",
            Plan = new RoutinePlan(text, text, Schedule.Parse("0 8 * * *".PadRight(256), "America/Argentina/ComodRivadavia"), Now, Now.AddYears(1), 9),
        }.Activate(Now);
        await _routines.AddAsync(routine, Cancellation);
        var read = (await _reader.FindAsync(_owner.Id, routine.Id, Cancellation))!.Routine!;

        await _routines.TryReplaceAsync(
            read, read.Pause(Endless), [new RoutineRun(Now, Now, Now, 1, RunOutcome.Failed, Error: Endless)], Cancellation);

        var paused = (await _reader.FindAsync(_owner.Id, routine.Id, Cancellation))!.Routine!;
        Assert.Equal((text, text), (paused.Plan.Name, paused.Plan.Message));
        Assert.Equal(new string('x', Explanation) + "…", paused.Reason);
        var run = Assert.Single(await _routines.ReadRunsAsync(paused, 9, Cancellation));
        Assert.Equal(paused.Reason, run.Error);
    }

    private async Task AddAsync(TrainingJob job)
    {
        var intent = new PendingJob(_owner.Id, job.Job.TrainingFileId, Now, WantsTeam: false);
        await _jobs.AddPendingAsync(intent, Cancellation);
        await _jobs.AddAsync(intent, job, Cancellation);
    }

    private TrainingJob Begin(string id, string file, string? model) =>
        new JobSnapshot(id, model is null ? "running" : "succeeded", file, model, null, null).Begin(_owner.Id, Now, team: null, deployment: null);

    private async Task<List<OpenItem>> DueAsync() =>
        [.. (await _jobs.ReadDueAsync(Now.AddDays(1), Cancellation)).Items.Where(item => item.ClientId == _owner.Id)];
}
