using Azure.Storage.Blobs;
using BotGateway.FineTuning.Datasets;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class DatasetCleanupTests(TableService tables)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dataset_goes_seven_days_after_its_last_part_and_no_other_with_it()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var old = await NewAsync(jobs);
        await jobs.TickAfterAsync(TimeSpan.FromDays(6));
        var others = new[] { await NewAsync(jobs), await NewAsync(jobs, Gateway.Acme) };
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(old, 2, Parts.Array(1, 1)))).Status);

        await jobs.TickAfterAsync(TimeSpan.FromDays(6));
        Assert.Equal([old, .. others], await IdsAsync(jobs));
        jobs.Clock.Advance(TimeSpan.FromDays(1) - Second);
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(others[0], 2, Parts.Array(1, 1)))).Status);
        await jobs.TickAfterAsync(TimeSpan.Zero);
        Assert.Equal([old, .. others], await IdsAsync(jobs));

        await jobs.TickAfterAsync(Second);
        Assert.Equal([others[0]], await IdsAsync(jobs));
    }

    // As a kill right after the job was created leaves it.
    [Fact]
    public async Task What_could_not_be_deleted_with_its_job_expires()
    {
        using var blobs = new TableFaults();
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithServices(blobs.UnderBlobs).StartAsync();
        var id = await NewAsync(jobs);
        blobs.Decide = request => request.StartsWith("DELETE ", StringComparison.Ordinal) ? Fate.Refused : Fate.Served;

        await jobs.TrainDatasetAsync(id);
        Assert.Equal([id], await IdsAsync(jobs));

        blobs.Decide = _ => Fate.Served;
        await jobs.TickAfterAsync(TimeSpan.FromDays(7));
        Assert.Empty(await IdsAsync(jobs));
    }

    [Fact]
    public async Task A_call_looks_at_a_page_and_the_next_one_goes_on_after_it()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var store = jobs.Service<DatasetStore>();
        var cleanup = new DatasetCleanup(store, jobs.Service<DatasetBounds>()) { PageSize = 2 };
        var old = await NewAsync(jobs);
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(old, 2, Parts.Array(1, 1)))).Status);
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(old, 3, Parts.Array(1, 1)))).Status);
        jobs.Clock.Advance(TimeSpan.FromMilliseconds(1)); // Ids sort by the time that they were made.
        var fresh = await NewAsync(jobs);
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(fresh, 2, Parts.Array(1, 1)))).Status);
        jobs.Clock.Advance(TimeSpan.FromDays(5));
        // On the next page: what is on the first looks expired.
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(fresh, 3, Parts.Array(1, 1)))).Status);
        jobs.Clock.Advance(TimeSpan.FromDays(3));
        var last = await NewAsync(jobs);

        var deleted = new List<int>();
        for (var i = 0; i < 4; i++)
            deleted.Add(await cleanup.DeleteExpiredAsync(jobs.Clock.GetUtcNow(), Cancellation));

        Assert.Equal([3, 0, 0, 0], deleted);
        Assert.Equal([fresh, last], await IdsAsync(jobs));
        // Round and round: what expires later is found as well.
        jobs.Clock.Advance(TimeSpan.FromDays(4));
        for (var i = 0; i < 4; i++)
            await cleanup.DeleteExpiredAsync(jobs.Clock.GetUtcNow(), Cancellation);
        Assert.Equal([last], await IdsAsync(jobs));
    }

    [Fact]
    public async Task What_is_no_part_of_a_dataset_is_left_alone()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        await NewAsync(jobs);
        var container = jobs.Service<BlobServiceClient>().GetBlobContainerClient("datasets");
        await container.UploadBlobAsync("default/notes", BinaryData.FromString("x"), Cancellation);

        await jobs.TickAfterAsync(TimeSpan.FromDays(8));

        Assert.Equal(["default/notes"], await container.GetBlobsAsync(cancellationToken: Cancellation).Select(blob => blob.Name).ToListAsync(Cancellation));
        Assert.NotNull(await NewAsync(jobs));
    }

    private static async Task<string> NewAsync(Gateway jobs, string client = "default")
    {
        var answer = await jobs.CallAsync(Parts.First(Parts.Array(1, 10)), client);
        Assert.Equal(200, answer.Status);
        return answer["dataset_id"]!;
    }

    private static async Task<IEnumerable<string>> IdsAsync(Gateway jobs)
    {
        var store = jobs.Service<DatasetStore>();
        var own = (await store.ReadAllAsync("default", Cancellation)).Select(dataset => dataset.Id).Order(StringComparer.Ordinal);
        return [.. own, .. (await store.ReadAllAsync(Gateway.Acme, Cancellation)).Select(dataset => dataset.Id)];
    }
}
