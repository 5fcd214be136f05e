using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Golden;

/// <summary>The event train: its data in every form, its fields, and the faults of examples.</summary>
public sealed class TrainAnswersTests(TableService tables)
{
    private static readonly string Ten = $"\"jsonl\":{Examples.Array()}";

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("train", (recording, _) => TrainAsync(recording), new() { ["OpenAI:ModelAliases"] = "mini=gpt-4.1-mini" }),
        Scenario.Of("train-openai", async (recording, jobs) =>
        {
            var job = (await recording.CallAsync(Examples.Train("\"suffix\":\"chistes\"")))["job_id"];
            jobs.EndJobs();
            await recording.CallAsync($$"""{"event_name":"check_train","id":"{{job}}"}""");
            await recording.CallAsync(Examples.Train($"\"suffix\":{Examples.Text(new string('x', 65))}"));
            await recording.CallAsync(Examples.Train("\"hyperparameters\":{\"n_epochs\":-1}"));
        }, new() { ["OpenAI:Provider"] = "openai" }),
        Scenario.Of("train-fields", [.. Fields.Select(field => Examples.Train(field))]),
        Scenario.Of("train-dry-run", (recording, _) => recording.CallAllAsync([.. DryRuns.Select(fields => Examples.Train(fields))]), new() { ["Prices:0:Model"] = "gpt-4.1-mini", ["Prices:0:TrainingPerMillionTokens"] = "5" }),
        Scenario.Of("train-data", [.. Data.Select(data => Examples.TrainOn(data))]),
        Scenario.Of("train-examples", [.. ExampleFaults.Select(one => Examples.TrainOn($"\"jsonl\":[{one},{string.Join(',', Examples.Many(9))}]"))]),
        Scenario.Of("train-lines", [.. LineFaults.Select(text => Examples.TrainOn($"\"jsonl\":{Examples.Text(text)}"))]),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static string[] Fields =>
    [
        "\"model\":\"gpt-none\"", "\"model\":1", "\"model\":\"\"", "\"suffix\":\"with a blank\"", "\"suffix\":1", "\"suffix\":\" \"",
        "\"seed\":-1", "\"seed\":2147483648", "\"seed\":1.5", "\"seed\":\"1\"",
        "\"hyperparameters\":[]", "\"hyperparameters\":\"auto\"", "\"hyperparameters\":{\"epochs\":1}", "\"hyperparameters\":{\"n_epochs\":0}",
        "\"hyperparameters\":{\"n_epochs\":51}", "\"hyperparameters\":{\"n_epochs\":\"Auto\"}", "\"hyperparameters\":{\"batch_size\":257}",
        "\"hyperparameters\":{\"batch_size\":1.5}", "\"hyperparameters\":{\"learning_rate_multiplier\":0}",
        "\"hyperparameters\":{\"learning_rate_multiplier\":10.5}", "\"hyperparameters\":{\"learning_rate_multiplier\":\"1\"}",
        "\"then\":true", "\"then\":{}", "\"then\":{\"bot_routine\":1}", "\"then\":{\"bot_routine\":true,\"new_bot\":true}", "\"then\":{\"new_bot\":true}",
        "\"dataset_id\":\"dataset_00000000000000000000000000000000\"", "\"messages\":[]", "\"validation_jsonl\":[]", "\"validation_jsonl\":7",
        "\"validation_jsonl\":[{}]", "\"validation_dataset_id\":\"dataset_0\"", "\"validation_jsonl\":[{}],\"validation_dataset_id\":\"dataset_0\"",
    ];

    private static string[] DryRuns =>
    [
        "\"dry_run\":true", "\"dry_run\":true,\"hyperparameters\":{\"n_epochs\":3}", "\"dry_run\":1", "\"dry_run\":false", "\"dry_run\":true", "\"dry_run\":false",
        "\"method\":\"dpo\"", "\"method\":\"x\"", "\"training_type\":\"x\"", "\"metadata\":{\"a\":7}", "\"hyperparameters\":{\"beta\":1}",
        "\"method\":\"supervised\",\"training_type\":\"standard\",\"metadata\":{\"a\":\"b\"}",
    ];

    private static string[] Data =>
    [
        "\"jsonl\":null", "\"jsonl\":7", "\"jsonl\":{}", "\"jsonl\":\"\"", "\"jsonl\":[]", $"\"jsonl\":{Examples.Array(9)}",
        "\"jsonl\":{\"type\":\"Buffer\",\"data\":[123,34]}", "\"jsonl\":\"eyJtZXNzYWdlcyI6W119Cg==\"",
        "\"messages\":{}", "\"messages\":[]", "\"messages\":[7]", $"\"messages\":{Examples.Flat(9)}", "\"completitions\":\"x\"",
        "\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"}]", "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]",
        "\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]",
        "\"messages\":[],\"completitions\":[{}]", "\"dataset_id\":7", "\"dataset_id\":\"dataset_0\"",
        "\"dataset_id\":\"dataset_00000000000000000000000000000000\"", "\"dataset_id\":\"a\",\"datasetID\":\"b\"",
    ];

    private static string[] ExampleFaults =>
    [
        "7", "[]", "{}", """{"messages":[]}""", """{"messages":{}}""", """{"messages":[7]}""", """{"messages":[{"role":"user","content":"a"}]}""",
        """{"messages":[{"role":"assistant","content":"b"}],"prompt":"p"}""", """{"messages":[{"role":"assistant","content":"b"}],"tools":{}}""",
        """{"messages":[{"role":"assistant","content":"b"}],"tools":[{"type":"code"}],"parallel_tool_calls":1}""",
        """{"messages":[{"content":"a"},{"role":"bot","content":"a"},{"role":"user"},{"role":"user","content":""},{"role":"assistant","content":7}]}""",
        """{"messages":[{"role":"user","content":[]},{"role":"system","content":[{"type":"image_url","image_url":{"url":"x"}}]},{"role":"assistant","content":"a"}]}""",
        """{"messages":[{"role":"user","content":"a","name":"","weight":1,"tool_call_id":"1","tool_calls":[],"x":1},{"role":"assistant","content":"a","weight":2,"tool_calls":[7]}]}""",
        """{"messages":[{"role":"tool","content":"a"},{"role":"assistant","content":"a"}]}""",
    ];

    private static string[] LineFaults =>
    [
        "{\"messages\":[}", "{\"messages\":[{},]}\n{}", "{'messages':[]}", "{\"messages\":[],\"messages\":[]}", "{\"messages\":\"\\ud800\"}", "\n\n" + Examples.Lines(),
        Examples.Lines() + "\n{} {}", string.Join('\n', Enumerable.Repeat("{}", 60)), string.Join('\n', Enumerable.Repeat("{}", 10_001)),
    ];

    private static async Task TrainAsync(Recording recording)
    {
        var dataset = (await recording.CallAsync($$"""{"event_name":"add_examples",{{Ten}}}"""))["dataset_id"];
        var validation = (await recording.CallAsync($$"""{"event_name":"add_examples","jsonl":{{Examples.Array(1)}}}"""))["dataset_id"];
        var one = (await recording.CallAsync(Examples.Train("\"seed\":7")))["job_id"];
        string[] bodies =
        [
            Examples.TrainOn($"\"jsonl\":{Examples.Text(Examples.Lines())}", "\"suffix\":\"chistes\"", "\"seed\":1.0"),
            Examples.TrainOn($"\"jsonl\":{Examples.Text(Examples.Lines(separator: "\r\n"))}", "\"model\":\"mini\"", "\"seed\":1e0"),
            Examples.TrainOn($"\"messages\":{Examples.Flat()}", "\"hyperparameters\":{\"n_epochs\":3,\"batch_size\":\"auto\",\"learning_rate_multiplier\":0.5}"),
            Examples.TrainOn($"\"completitions\":{Examples.Flat()}", "\"hyperparameters\":{\"n_epochs\":-1,\"batch_size\":null}", "\"then\":{\"bot_routine\":false}"),
            Examples.TrainOn($"\"messages\":{Examples.Flat()},\"completitions\":{Examples.Flat()}", "\"suffix\":null", "\"then\":{\"bot_routine\":true}"),
            Examples.Train($"\"validation_jsonl\":{Examples.Text(Examples.Lines(1))}"),
            Examples.TrainOn($"\"dataset_id\":\"{dataset}\",\"validationDatasetID\":\"{validation}\""),
            Examples.TrainOn($"\"dataset_id\":\"{dataset}\""),
        ];
        await recording.CallAllAsync(bodies);
        var again = (await recording.CallAsync($$"""{"event_name":"add_examples",{{Ten}}}"""))["dataset_id"];
        await recording.CallAsync(Examples.TrainOn($"\"datasetID\":\"{again}\"", $"\"validation_dataset_id\":\"{again}\""));
        await recording.CallAsync($$"""{"event_name":"check_train","id":"{{one}}"}""");
        var model = (await recording.CallAsync($$"""{"event_name":"check_finetuning","job_id":"{{one}}"}"""))["model"];
        await recording.CallAsync(Examples.Train($"\"model\":\"{model}\""));
        await recording.CallAsync(Examples.Train($"\"model\":\"{model}:ckpt-step-90\""));
    }
}
