using BotGateway.Tests.FineTuning.Datasets;
using BotGateway.Tests.Isolation;

namespace BotGateway.Tests.FineTuning;

/// <summary>A dry run reads only what is its client's, and writes nothing at all.</summary>
public sealed class DryRunReadsTests(TableService tables)
{
    private const string DryRun = "\"dry_run\":true";

    [Fact]
    public async Task Beside_storage_that_fails_every_write_it_is_answered_and_nothing_is_written_anywhere()
    {
        using var others = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithServices(others.UnderBlobs).WithServices(others.UnderQueues)
            .WithSetting("Auth:Replay", "memory") // A used token is written else, whatever it is for.
            .WithSetting("Prices:0:Model", "gpt-4.1-mini").WithSetting("Prices:0:TrainingPerMillionTokens", "5000").StartAsync();
        var model = await TrainedModelAsync(gateway);
        var dataset = (await gateway.CallAsync(Parts.First(Examples.Array())))["dataset_id"];
        var (calls, files) = (gateway.Models.Calls.All.Count, gateway.FilesAtService());
        gateway.Tables.Forget();
        others.Forget();
        gateway.Tables.Decide = others.Decide = request => Reads(request) ? Fate.Served : Fate.Refused;

        foreach (var body in new[]
        {
            Examples.Train(DryRun, $"\"validation_jsonl\":{Examples.Array(1)}"),
            Examples.TrainOn($"\"messages\":{Examples.Flat()}", DryRun),
            Examples.TrainOn($"\"jsonl\":{Examples.Preferences()}", "\"method\":\"dpo\"", DryRun),
            Parts.Train(dataset, $"\"validation_dataset_id\":\"{dataset}\"", DryRun),
        })
        {
            var answer = await gateway.CallAsync(body);
            Assert.True(answer.Status == 200, answer.Text);
            Assert.True(answer.Json.GetProperty("tokens").GetInt64() > 0 && answer.Json.GetProperty("cost").GetDouble() > 0, answer.Text);
        }

        Assert.Equal(model, (await gateway.CallAsync(Examples.Train(DryRun, $"\"model\":\"{model}\"")))["model"]);
        Assert.All(gateway.Tables.Requests.Concat(others.Requests), request => Assert.True(Reads(request), request));
        Assert.Equal((calls, files), (gateway.Models.Calls.All.Count, gateway.FilesAtService()));
        // Storage does fail what writes.
        Assert.Equal(503, (await gateway.CallAsync(Examples.Train())).Status);
    }

    [Fact]
    public async Task What_is_anothers_is_answered_with_the_bytes_of_what_does_not_exist()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var theirs = await Belongings.MakeAsync(gateway, Gateway.Acme, "Theirs");

        foreach (var id in new[] { theirs.Model, $"{theirs.Model}:ckpt-step-10", theirs.Job, theirs.File })
        {
            await AssertSameAsync(gateway, 400, id, model => Examples.Train($"\"model\":\"{model}\"", DryRun));
            await AssertSameAsync(gateway, 404, id, dataset => Parts.Train(dataset, DryRun));
        }

        await AssertSameAsync(gateway, 404, theirs.Dataset, dataset => Parts.Train(dataset, DryRun));
        Assert.Equal(200, (await gateway.CallAsync(Examples.Train($"\"model\":\"{theirs.Model}\"", DryRun), Gateway.Acme)).Status);
    }

    private static bool Reads(string request) => request.StartsWith("GET ", StringComparison.Ordinal) || request.StartsWith("HEAD ", StringComparison.Ordinal);

    private static async Task AssertSameAsync(Gateway gateway, int status, string theirs, Func<string, string> body)
    {
        var unknown = new string('0', theirs.Length);
        var (foreign, missing) = (await gateway.CallAsync(body(theirs)), await gateway.CallAsync(body(unknown)));

        Assert.Equal(status, missing.Status);
        Assert.Equal(missing.Without(unknown), foreign.Without(theirs));
    }

    private static async Task<string> TrainedModelAsync(Gateway gateway)
    {
        var job = await gateway.TrainAsync();
        gateway.EndJobs();
        return (await gateway.CheckAsync(job))["model"]!;
    }
}
