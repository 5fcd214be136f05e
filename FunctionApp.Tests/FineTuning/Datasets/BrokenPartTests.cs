using Azure.Storage.Blobs;
using BotGateway.FineTuning.Datasets;

namespace BotGateway.Tests.FineTuning.Datasets;

/// <summary>A part whose metadata cannot be read is told precisely to its client, expires, and keeps no other dataset from anything.</summary>
public sealed class BrokenPartTests(TableService tables)
{
    // A null value takes the entry away.
    public static TheoryData<string, string?> Faults => new()
    {
        { "examples", null }, { "examples", "UNMISTAKABLE" }, { "examples", "-1" }, { "examples", "99999999999" },
        { "sha256", null }, { "method", "UNMISTAKABLE" },
        { "added", null }, { "added", "UNMISTAKABLE" }, { "added", "9223372036854775807" }, { "added", "-9223372036854775808" }, { "added", "253402300799999" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Its_client_learns_which_part_and_why_and_can_begin_another(string name, string? value)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var broken = await NewAsync(jobs);
        await BreakAsync(jobs, broken, name, value);
        var message = $"Part 1 of dataset '{broken}' cannot be read: metadata '{name}' is ";

        var train = await jobs.CallAsync(Parts.Train(broken));
        train.AssertProblem(500, message);
        Assert.DoesNotContain("UNMISTAKABLE", train.Text);
        (await jobs.CallAsync(Parts.Of(broken, 1, Parts.Array(1, 10)))).AssertProblem(500, message);
        (await jobs.CallAsync(Parts.Train(broken), Gateway.Acme)).AssertProblem(404, "There is no dataset");

        Assert.NotEmpty(await jobs.TrainDatasetAsync(await NewAsync(jobs)));
        Assert.NotEmpty(await NewAsync(jobs, Gateway.Acme));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_expires_and_keeps_no_tick_from_its_end(string name, string? value)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var (broken, other) = (await NewAsync(jobs), await NewAsync(jobs, Gateway.Acme));
        await BreakAsync(jobs, broken, name, value);

        // Its blob was written by the real clock, years before.
        await jobs.TickAfterAsync(TimeSpan.Zero);
        var store = jobs.Service<DatasetStore>();
        Assert.Empty(await store.ReadAllAsync("default", Cancellation));
        Assert.Equal([other], (await store.ReadAllAsync(Gateway.Acme, Cancellation)).Select(dataset => dataset.Id));

        await jobs.TickAfterAsync(TimeSpan.FromDays(8));
        Assert.Empty(await store.ReadAllAsync(Gateway.Acme, Cancellation));
    }

    [Fact]
    public async Task A_blob_of_another_spelling_of_a_parts_number_is_no_part()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var id = await NewAsync(jobs);
        await Container(jobs).UploadBlobAsync($"default/{id}/1", BinaryData.FromString("x"), Cancellation);

        Assert.NotEmpty(await jobs.TrainDatasetAsync(id));
    }

    private static BlobContainerClient Container(Gateway jobs) => jobs.Service<BlobServiceClient>().GetBlobContainerClient("datasets");

    private static async Task BreakAsync(Gateway jobs, string dataset, string name, string? value)
    {
        var blob = Container(jobs).GetBlobClient(PartBlob.NameOf("default", dataset, 1));
        var metadata = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata;
        metadata.Remove(name);
        if (value is not null)
            metadata[name] = value;
        await blob.SetMetadataAsync(metadata, cancellationToken: Cancellation);
    }

    private static async Task<string> NewAsync(Gateway jobs, string client = "default")
    {
        var answer = await jobs.CallAsync(Parts.First(Parts.Array(1, 10)), client);
        Assert.True(answer.Status == 200, answer.Text);
        return answer["dataset_id"]!;
    }
}
