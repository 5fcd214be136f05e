using BotGateway.FineTuning.Datasets;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class DatasetBoundsTests(TableService tables)
{
    [Fact]
    public async Task A_client_at_its_number_of_datasets_is_told_when_one_expires_and_takes_nothing_from_others()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithSetting("Datasets:MaxPerClient", "2").StartAsync();
        var gateway = jobs;
        var first = await NewAsync(gateway);
        jobs.Clock.Advance(TimeSpan.FromHours(1));
        await NewAsync(gateway);

        var answer = await gateway.CallAsync(Parts.First(Parts.Array(1, 10)));

        answer.AssertProblem(429, $"There are 2 datasets already, the most that a client may have: train on one of them, or wait until dataset '{first}' expires at 2030-01-08T10:00:30Z.");
        Assert.Equal(200, (await gateway.CallAsync(Parts.Of(first, 2, Parts.Array(11, 1)))).Status);
        Assert.Equal(200, (await gateway.CallAsync(Parts.First(Parts.Array(1, 10)), Gateway.Acme)).Status);

        // It has done as it was told.
        await jobs.TrainDatasetAsync(first);
        Assert.Equal(200, (await gateway.CallAsync(Parts.First(Parts.Array(1, 10)))).Status);
    }

    [Fact]
    public async Task A_client_at_its_bytes_is_a_429_and_takes_nothing_from_others()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Datasets:MaxClientMegabytes", "1").StartAsync();
        var first = (await gateway.CallAsync(Parts.First(Parts.Large(600_000))))["dataset_id"];

        var answer = await gateway.CallAsync(Parts.First(Parts.Large(500_000)));

        answer.AssertProblem(429, $"The datasets would hold more than 1 MB together, the most that a client may have: train on one of them, or wait until dataset '{first}' expires");
        Assert.Equal(200, (await gateway.CallAsync(Parts.First(Parts.Large(600_000)), Gateway.Acme)).Status);
        Assert.Equal(200, (await gateway.CallAsync(Parts.First(Parts.Large(300_000)))).Status);
        // What is there already is no more than before.
        Assert.Equal(200, (await gateway.CallAsync(Parts.Of(first, 1, Parts.Large(600_000)))).Status);
    }

    [Theory]
    [InlineData("Datasets:MaxMegabytes", "1", "1 MB")]
    [InlineData("Datasets:MaxExamples", "10", "10 examples")]
    public async Task A_dataset_that_would_be_too_large_is_a_413(string setting, string value, string most)
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting(setting, value).StartAsync();
        var id = (await gateway.CallAsync(Parts.First(Parts.Array(1, 9))))["dataset_id"];
        var next = most == "1 MB" ? Parts.Large(1_048_000) : Parts.Array(1, 2);

        (await gateway.CallAsync(Parts.Of(id, 2, next))).AssertProblem(413, $"With this part the dataset would hold more than {most}, the most that it may");

        Assert.Equal(200, (await gateway.CallAsync(Parts.Of(id, 2, Parts.Array(1, 1)))).Status);
    }

    [Fact]
    public async Task Many_requests_at_once_leave_no_more_than_the_bound()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Datasets:MaxPerClient", "3").StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => gateway.CallAsync(Parts.First(Parts.Array(i, 1)))));

        var kept = await gateway.Service<DatasetStore>().ReadAllAsync("default", TestContext.Current.CancellationToken);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 429, answer.Text));
        Assert.InRange(kept.Count, 0, 3);
        Assert.Equal(
            answers.Where(answer => answer.Status == 200).Select(answer => answer["dataset_id"]).Order(), kept.Select(dataset => dataset.Id).Order());
    }

    private static async Task<string> NewAsync(Gateway gateway)
    {
        var answer = await gateway.CallAsync(Parts.First(Parts.Array(1, 10)));
        Assert.Equal(200, answer.Status);
        return answer["dataset_id"]!;
    }
}
