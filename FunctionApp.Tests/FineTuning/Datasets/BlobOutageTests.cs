using BotGateway.Scheduling;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class BlobOutageTests(TableService tables)
{
    [Theory]
    [InlineData("GET ")]
    [InlineData("PUT ")]
    public async Task Without_the_Blob_service_a_part_is_a_503_and_can_be_sent_again(string refused)
    {
        using var blobs = new TableFaults();
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithServices(blobs.UnderBlobs).StartAsync();
        var first = await jobs.CallAsync(Parts.First(Parts.Array(1, 10)));
        var part = Parts.Of(first["dataset_id"], 2, Parts.Array(1, 1));

        blobs.Decide = request => request.StartsWith(refused, StringComparison.Ordinal) ? Fate.Refused : Fate.Served;
        (await jobs.CallAsync(part)).AssertProblem(503, "The Blob service is unavailable.");

        blobs.Decide = _ => Fate.Served;
        Assert.Equal(200, (await jobs.CallAsync(part)).Status);
    }

    // At the first list, or while the examples are on their way to the model service.
    [Theory]
    [InlineData("/datasets\n")]
    [InlineData("/00002")]
    public async Task Without_the_Blob_service_train_is_a_503_that_leaves_no_file(string refused)
    {
        using var blobs = new TableFaults();
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithServices(blobs.UnderBlobs).StartAsync();
        var id = (await jobs.CallAsync(Parts.First(Parts.Array(1, 10))))["dataset_id"];
        Assert.Equal(200, (await jobs.CallAsync(Parts.Of(id, 2, Parts.Array(1, 1)))).Status);

        blobs.Decide = request => request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains(refused) ? Fate.Refused : Fate.Served;
        (await jobs.CallAsync(Parts.Train(id))).AssertProblem(503, "The Blob service is unavailable.");
        Assert.Equal(0, jobs.Models.Calls.Count("create-job"));

        blobs.Decide = _ => Fate.Served;
        await jobs.TrainDatasetAsync(id!);
    }

    [Fact]
    public async Task What_cannot_be_cleaned_is_logged_and_the_tick_goes_on()
    {
        using var blobs = new TableFaults { Decide = _ => Fate.Refused };
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(blobs.UnderBlobs).StartAsync();

        await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));

        var line = Assert.Single(jobs.Log.Lines, line => line.Category == typeof(Housekeeping).FullName && line.Level == LogLevel.Warning);
        Assert.Equal("parts of expired datasets", line.Values["Items"]);
    }
}
