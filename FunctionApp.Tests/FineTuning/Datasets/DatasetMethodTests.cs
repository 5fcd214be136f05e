using System.Text;

namespace BotGateway.Tests.FineTuning.Datasets;

/// <summary>The method that a dataset is for: every part has it, and training must name it.</summary>
public sealed class DatasetMethodTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private const string Dpo = "\"method\":\"dpo\"";

    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task Preferences_in_parts_are_trained_on_and_measured_with()
    {
        var (training, validation) = (await NewAsync(Examples.Preferences(6), Dpo), await NewAsync(Examples.Preferences(1), Dpo));
        Assert.Equal(200, (await AddAsync(training, Examples.Preferences(4), Dpo)).Status);

        var answer = await _gateway.CallAsync(Parts.Train(training, Dpo, $"\"validation_dataset_id\":\"{validation}\""));

        Assert.Equal(200, answer.Status);
        var sent = _gateway.Models.Calls.Of("create-job")[^1].Body!.Value;
        Assert.Equal("dpo", sent.GetProperty("method").GetProperty("type").GetString());
        Assert.Equal("\uFEFF" + string.Concat(Enumerable.Repeat(Examples.Preference + "\n", 10)), Encoding.UTF8.GetString(_gateway.ReadFile(answer["file_id"])));
    }

    [Fact]
    public async Task A_dry_run_counts_preferences_in_parts_as_it_does_in_one_request()
    {
        var dataset = await NewAsync(Examples.Preferences(), Dpo);

        var inParts = await _gateway.CallAsync(Parts.Train(dataset, Dpo, "\"dry_run\":true"));
        var whole = await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":{Examples.Preferences()}", Dpo, "\"dry_run\":true"));

        Assert.Equal((200, whole.Text), (inParts.Status, inParts.Text));
    }

    [Theory]
    [InlineData("dpo", "supervised")]
    [InlineData("supervised", "dpo")]
    public async Task A_part_of_another_method_is_a_400_that_names_both_and_changes_nothing(string first, string second)
    {
        var dataset = await NewAsync(ExamplesFor(first), $"\"method\":\"{first}\"");

        (await AddAsync(dataset, ExamplesFor(second), $"\"method\":\"{second}\"")).AssertProblem(
            400, $"'method' is \"{second}\" and that of the dataset \"{first}\"; all parts of a dataset must have the same.");

        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(dataset, $"\"method\":\"{first}\""))).Status);
    }

    [Theory]
    [InlineData("dpo", "supervised")]
    [InlineData("supervised", "dpo")]
    public async Task Training_on_a_dataset_of_another_method_is_a_400_that_names_both(string kept, string asked)
    {
        var (dataset, method) = (await NewAsync(ExamplesFor(kept), $"\"method\":\"{kept}\""), $"\"method\":\"{asked}\"");
        var message = $"names a dataset of method \"{kept}\", and 'method' is \"{asked}\".";

        (await _gateway.CallAsync(Parts.Train(dataset, method))).AssertProblem(400, $"'dataset_id' {message}");
        (await _gateway.CallAsync(Parts.Train(dataset, method, "\"dry_run\":true"))).AssertProblem(400, $"'dataset_id' {message}");
        (await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":{ExamplesFor(asked)}", method, $"\"validation_dataset_id\":\"{dataset}\""))).AssertProblem(
            400, $"'validation_dataset_id' {message}");
    }

    [Fact]
    public async Task Without_method_a_part_and_a_job_are_supervised()
    {
        var (preferences, conversations) = (await NewAsync(Examples.Preferences(), Dpo), await NewAsync(Examples.Array(), "\"method\":null"));

        (await AddAsync(preferences, Examples.Array(1), "\"method\":null")).AssertProblem(400, "'method' is \"supervised\" and that of the dataset \"dpo\"");
        (await _gateway.CallAsync(Parts.Train(preferences))).AssertProblem(400, "'dataset_id' names a dataset of method \"dpo\", and 'method' is \"supervised\".");
        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(conversations))).Status);
    }

    private static string ExamplesFor(string method) => method == "dpo" ? Examples.Preferences() : Examples.Array();

    private async Task<string> NewAsync(string examples, string method)
    {
        var answer = await _gateway.CallAsync($$"""{"event_name":"add_examples",{{method}},"jsonl":{{examples}}}""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer["dataset_id"]!;
    }

    private Task<Answer> AddAsync(string dataset, string examples, string method) =>
        _gateway.CallAsync($$"""{"event_name":"add_examples","dataset_id":"{{dataset}}","part":2,{{method}},"jsonl":{{examples}}}""");
}
