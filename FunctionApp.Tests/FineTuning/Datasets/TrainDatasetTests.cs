using System.Text;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class TrainDatasetTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task A_minimum_of_10_counts_over_all_parts()
    {
        var id = await NewAsync(4);
        Assert.Equal(200, (await _gateway.CallAsync(Parts.Of(id, 2, Parts.Array(5, 5)))).Status);

        (await _gateway.CallAsync(Parts.Train(id))).AssertProblem(400, "'dataset_id' must name a dataset with at least 10 examples; it has 9.");

        Assert.Equal(200, (await _gateway.CallAsync(Parts.Of(id, 3, Parts.Array(10, 1)))).Status);
        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(id))).Status);
    }

    [Theory]
    [InlineData(new[] { 3 }, "of the parts up to 3, 2 is missing.")]
    [InlineData(new[] { 3, 7, 256 }, "of the parts up to 256, 2, 4-6, 8-255 are missing.")]
    public async Task A_gap_is_a_400_that_names_the_missing_parts(int[] others, string message)
    {
        var id = await NewAsync(10);
        foreach (var part in others)
            Assert.Equal(200, (await _gateway.CallAsync(Parts.Of(id, part, Parts.Array(1, 1)))).Status);

        (await _gateway.CallAsync(Parts.Train(id))).AssertProblem(400, $"'dataset_id' names an incomplete dataset: {message}");
        (await _gateway.CallAsync(Examples.Train($"\"validation_dataset_id\":\"{id}\""))).AssertProblem(400, $"'validation_dataset_id' names an incomplete dataset: {message}");
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("messages")]
    [InlineData("completitions")]
    public async Task Examples_beside_a_dataset_are_a_400(string field)
    {
        (await _gateway.CallAsync(Parts.Train("dataset_0", $"\"{field}\":[]"))).AssertProblem(400, $"Send the examples in '{field}' or as 'dataset_id', not both.");
    }

    [Fact]
    public async Task Validation_examples_beside_a_validation_dataset_are_a_400()
    {
        (await _gateway.CallAsync(Examples.Train("\"validation_jsonl\":[]", "\"validationDatasetID\":\"dataset_0\""))).AssertProblem(
            400, "Send the examples in 'validation_jsonl' or as 'validation_dataset_id', not both.");
    }

    [Fact]
    public async Task A_dataset_may_hold_the_examples_to_measure_with()
    {
        var (training, validation) = (await NewAsync(10), await NewAsync(1));

        var answer = await _gateway.CallAsync(Parts.Train(training, $"\"validation_dataset_id\":\"{validation}\""));

        Assert.Equal(200, answer.Status);
        var sent = _gateway.Models.Calls.Of("create-job")[^1].Body!.Value;
        Assert.Equal("\uFEFF" + Parts.Lines(1, 1), Encoding.UTF8.GetString(_gateway.ReadFile(sent.GetProperty("validation_file").GetString())));
        (await _gateway.CallAsync(Parts.Of(validation, 2, Parts.Array(1, 1)))).AssertProblem(404, "There is no dataset");
    }

    [Fact]
    public async Task An_upload_that_fails_is_sent_again_from_the_start()
    {
        var id = await NewAsync(10);
        Assert.Equal(200, (await _gateway.CallAsync(Parts.Of(id, 2, Parts.Array(11, 90)))).Status);
        _gateway.Models.Faults.Next("upload", Fault.AfterEffect(Fault.Status(500)));

        var answer = await _gateway.CallAsync(Parts.Train(id));

        Assert.Equal(200, answer.Status);
        Assert.Equal("\uFEFF" + Parts.Lines(1, 100), Encoding.UTF8.GetString(_gateway.ReadFile(answer["file_id"])));
    }

    // A 504 may have made a job: the dataset stays until it is known.
    [Fact]
    public async Task A_job_in_doubt_leaves_the_dataset()
    {
        var id = await NewAsync(10);
        _gateway.Models.Faults.Next("create-job", Fault.Status(408));

        Assert.Equal(504, (await _gateway.CallAsync(Parts.Train(id))).Status);

        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(id))).Status);
    }

    private async Task<string?> NewAsync(int examples) => (await _gateway.CallAsync(Parts.First(Parts.Array(1, examples))))["dataset_id"];
}
