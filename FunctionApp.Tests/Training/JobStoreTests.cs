using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Tests.EndToEnd;
using BotGateway.Training;

namespace BotGateway.Tests.Training;

public sealed class JobStoreTests
{
    private static readonly DateTimeOffset Submitted = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly FineTuningJob Pending = new("ftjob-1", "pending", "file-1", null, Submitted.AddMinutes(5), null);
    private static readonly FineTuningJob Running = Pending with { Status = "running" };
    private static readonly FineTuningJob Succeeded = Pending with { Status = "succeeded", Model = "ft:gpt-4.1-mini/é:1", EstimatedFinish = null };

    private readonly JobStore _store;
    private readonly Client _owner = new($"store-{Guid.NewGuid():N}", "", new HashSet<string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public JobStoreTests(TableService tables) => _store = new(new TableServiceClient(tables.ConnectionString), TimeProvider.System);

    [Fact]
    public async Task A_job_comes_back_as_it_was_recorded()
    {
        var failed = Pending with { Status = "failed", Error = new FineTuningError("invalid", new string('é', 100_000)) };

        await AddAsync(failed);

        var recorded = await FindAsync();
        Assert.Equal((failed, Submitted), (recorded.Job, recorded.SubmittedAt));
    }

    [Fact]
    public async Task An_older_status_does_not_go_over_a_newer_one()
    {
        await AddAsync(Pending);
        var read = await FindAsync();

        await _store.UpdateAsync(_owner, read, Running, Cancellation);
        await _store.UpdateAsync(_owner, read, Pending, Cancellation);

        Assert.Equal("running", (await FindAsync()).Job.Status);
    }

    [Fact]
    public async Task A_final_status_is_recorded_with_its_model_though_somebody_wrote_in_between()
    {
        await AddAsync(Pending);
        var read = await FindAsync();

        await _store.UpdateAsync(_owner, read, Running, Cancellation);
        await _store.UpdateAsync(_owner, read, Succeeded, Cancellation);
        await _store.UpdateAsync(_owner, read, Running, Cancellation);

        Assert.Equal(Succeeded, (await FindAsync()).Job);
        Assert.True(await _store.OwnsModelAsync(_owner, Succeeded.Model!, Cancellation));
    }

    [Fact]
    public async Task Concurrent_checks_end_with_the_final_status()
    {
        await AddAsync(Pending);
        var read = await FindAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => _store.UpdateAsync(_owner, read, i % 5 == 0 ? Succeeded : Running, Cancellation)));

        Assert.Equal(Succeeded, (await FindAsync()).Job);
    }

    [Fact]
    public async Task A_job_that_somebody_recorded_already_is_not_put_back_to_its_beginning()
    {
        await AddAsync(Running);

        await _store.AddAsync(_owner, Pending, Submitted.AddHours(1), Cancellation);

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

        Assert.True(await _store.OwnsModelAsync(_owner, "ft:gpt-4.1-mini/é:1", Cancellation));
        Assert.False(await _store.OwnsModelAsync(_owner, name, Cancellation));
    }

    [Fact]
    public async Task A_model_with_the_longest_name_that_fits_a_key_is_known_and_a_longer_name_is_nobodys()
    {
        var model = $"ft:{new string('m', 253)}";
        await AddAsync(Succeeded with { Model = model });

        Assert.True(await _store.OwnsModelAsync(_owner, model, Cancellation));
        Assert.False(await _store.OwnsModelAsync(_owner, new string('日', 20_000), Cancellation));
    }

    [Fact]
    public async Task Only_the_owner_finds_job_model_and_intent()
    {
        await AddAsync(Succeeded);
        await _store.AddIntentAsync(_owner, "file-2", Cancellation);
        var stranger = _owner with { Id = _owner.Id + "-" };

        Assert.Null(await _store.FindAsync(stranger, "ftjob-1", Cancellation));
        Assert.False(await _store.OwnsModelAsync(stranger, Succeeded.Model!, Cancellation));
        Assert.Empty(await _store.ReadIntentsAsync(stranger, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(["file-2"], (await _store.ReadIntentsAsync(_owner, Cancellation).ToListAsync(Cancellation)).Select(intent => intent.TrainingFileId));
    }

    private async Task AddAsync(FineTuningJob job)
    {
        await _store.AddIntentAsync(_owner, job.TrainingFileId, Cancellation);
        await _store.AddAsync(_owner, job, Submitted, Cancellation);
    }

    private async Task<RecordedJob> FindAsync() => (await _store.FindAsync(_owner, "ftjob-1", Cancellation))!;
}
