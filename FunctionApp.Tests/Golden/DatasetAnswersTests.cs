using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Golden;

/// <summary>The event add_examples, and training on what it has kept.</summary>
public sealed class DatasetAnswersTests(TableService tables)
{
    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("add-examples", (recording, _) => AddAsync(recording)),
        Scenario.Of("add-examples-fields", [.. Fields.Select(fields => $$"""{"event_name":"add_examples",{{fields}}}""")]),
        Scenario.Of("dataset-methods", (recording, _) => MixMethodsAsync(recording)),
        Scenario.Of("datasets-of-one-client", async (recording, _) =>
        {
            await recording.CallAsync(Add(1));
            await recording.CallAsync(Add(1));
        }, new() { ["Datasets:MaxPerClient"] = "1" }),
        Scenario.Of("dataset-examples", async (recording, _) =>
        {
            var dataset = (await recording.CallAsync(Add(10)))["dataset_id"];
            await recording.CallAsync(Add(1, $"\"dataset_id\":\"{dataset}\",\"part\":2,"));
            await recording.CallAsync(Add(11));
        }, new() { ["Datasets:MaxExamples"] = "10" }),
        Scenario.Of("dataset-bytes", async (recording, _) =>
        {
            await recording.CallAsync(Large(700_000));
            await recording.CallAsync(Large(700_000));
            await recording.CallAsync(Large(1_100_000));
        }, new() { ["Datasets:MaxMegabytes"] = "1", ["Datasets:MaxClientMegabytes"] = "1" }),
        Blobs(),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static string[] Fields =>
    [
        "\"part\":1", "\"jsonl\":[]", "\"jsonl\":7", "\"jsonl\":\"x\"", "\"jsonl\":[{}],\"part\":2", $"\"jsonl\":{Examples.Array(1)},\"part\":0",
        $"\"jsonl\":{Examples.Array(1)},\"part\":257", $"\"jsonl\":{Examples.Array(1)},\"part\":\"1\"", $"\"jsonl\":{Examples.Array(1)},\"part\":1.5",
        $"\"jsonl\":{Examples.Array(1)},\"dataset_id\":\"dataset_0\"", $"\"jsonl\":{Examples.Array(1)},\"dataset_id\":\"dataset_0\",\"part\":1",
        "\"dataset_id\":7,\"part\":1", "\"dataset_id\":\"a\",\"datasetID\":\"b\"",
        $"\"jsonl\":{Examples.Array(1)},\"method\":\"x\"", $"\"jsonl\":{Examples.Array(1)},\"method\":\"dpo\"",
    ];

    private static string Add(int examples, string fields = "") => $$"""{"event_name":"add_examples",{{fields}}"jsonl":{{Examples.Array(examples)}}}""";

    private static string Large(int size) =>
        $$"""{"event_name":"add_examples","jsonl":[{"messages":[{"role":"assistant","content":"{{new string('x', size)}}"}]}]}""";

    private static async Task AddAsync(Recording recording)
    {
        var dataset = (await recording.CallAsync(Add(9)))["dataset_id"];
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
        await recording.CallAsync(Add(2, $"\"dataset_id\":\"{dataset}\",\"part\":3.0,"));
        await recording.CallAsync(Add(2, $"\"datasetID\":\"{dataset}\",\"part\":3,"));
        await recording.CallAsync(Add(3, $"\"dataset_id\":\"{dataset}\",\"part\":3,"));
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
        await recording.CallAsync($$"""{"event_name":"add_examples","dataset_id":"{{dataset}}","part":2,"jsonl":{{Examples.Text(Examples.Lines(1))}}}""");
        await recording.CallAsync(Add(1, $"\"dataset_id\":\"{dataset}\",\"part\":4,"), "acme");
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""), "acme");
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
    }

    private static async Task MixMethodsAsync(Recording recording)
    {
        var preferences = (await recording.CallAsync($$"""{"event_name":"add_examples","method":"dpo","jsonl":{{Examples.Preferences()}}}"""))["dataset_id"];
        await recording.CallAsync(Add(1, $"\"dataset_id\":\"{preferences}\",\"part\":2,"));
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{preferences}\""));
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{preferences}\",\"method\":\"dpo\""));
        var conversations = (await recording.CallAsync(Add(10)))["dataset_id"];
        await recording.CallAsync(Examples.TrainOn(
            $"\"jsonl\":{Examples.Preferences()}", "\"method\":\"dpo\"", $"\"validation_dataset_id\":\"{conversations}\""));
    }

    private static Scenario Blobs()
    {
        var faults = new TableFaults();
        return Scenario.Of("blobs-unavailable", async (recording, _) =>
        {
            var dataset = (await recording.CallAsync(Add(10)))["dataset_id"];
            recording.Note("The Blob service refuses connections.");
            faults.Decide = _ => Fate.Refused;
            await recording.CallAsync(Add(1));
            await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
            recording.Note("It refuses to give a blob's content.");
            faults.Decide = request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains($"{dataset}/", StringComparison.Ordinal) ? Fate.Refused : Fate.Served;
            await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
            faults.Decide = _ => Fate.Served;
            await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
        }, configure: faults.UnderBlobs);
    }
}
