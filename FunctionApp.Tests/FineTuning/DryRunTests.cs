using System.Text.Json;

namespace BotGateway.Tests.FineTuning;

/// <summary>train with dry_run: checks and counts, and creates nothing.</summary>
public sealed class DryRunTests(DryRunTests.PricedGateway shared) : IClassFixture<DryRunTests.PricedGateway>
{
    private const string Bad = """{"messages":[{"role":"user","content":"a"}]}""";

    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task It_counts_tokens_and_calculates_the_cost_and_neither_uploads_nor_creates_anything()
    {
        var (uploads, jobs) = (_gateway.Models.Calls.Count("upload"), _gateway.Models.Calls.Count("create-job"));

        var answer = await _gateway.CallAsync(Examples.Train("\"dry_run\":true", "\"hyperparameters\":{\"n_epochs\":4}", "\"seed\":801"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["status", "event", "dry_run", "model", "examples", "tokens", "epochs", "trained_tokens", "cost"],
            answer.Json.EnumerateObject().Select(field => field.Name));
        // Of each: 3, for each of two messages 4, and the texts: "Pregunta 1", "Respuesta 1".
        var tokens = answer.Json.GetProperty("tokens").GetInt64();
        Assert.InRange(tokens, 10 * (3 + 8 + 4), 10 * (3 + 8 + 10));
        Assert.Equal((4, tokens * 4), (answer.Json.GetProperty("epochs").GetInt32(), answer.Json.GetProperty("trained_tokens").GetInt64()));
        Assert.Equal(tokens * 4 * 0.005, answer.Json.GetProperty("cost").GetDouble(), 5);
        Assert.Equal((uploads, jobs), (_gateway.Models.Calls.Count("upload"), _gateway.Models.Calls.Count("create-job")));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(33, 3)]
    [InlineData(34, 3)]
    [InlineData(9000, 2)]
    public async Task Without_epochs_it_takes_as_many_as_the_service_usually_does(int examples, int epochs)
    {
        var answer = await _gateway.CallAsync(Examples.TrainOn($"\"messages\":{Examples.Flat(examples)}", "\"dry_run\":true", "\"seed\":802"));

        Assert.Equal((examples, epochs), (answer.Json.GetProperty("examples").GetInt32(), answer.Json.GetProperty("epochs").GetInt32()));
    }

    [Fact]
    public async Task A_dataset_is_counted_as_its_examples_are_and_is_still_there()
    {
        var dataset = (await _gateway.CallAsync($$"""{"event_name":"add_examples","jsonl":{{Examples.Array(6)}}}"""))["dataset_id"];
        await _gateway.CallAsync($$"""{"event_name":"add_examples","dataset_id":"{{dataset}}","part":2,"jsonl":[{{string.Join(',', Examples.Many(10).Skip(6))}}]}""");

        var inParts = await _gateway.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\"", "\"dry_run\":true", $"\"validation_dataset_id\":\"{dataset}\""));
        var whole = await _gateway.CallAsync(Examples.Train("\"dry_run\":true", "\"seed\":803"));
        var again = await _gateway.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\"", "\"dry_run\":true"));

        Assert.Equal(200, inParts.Status);
        Assert.Equal(10, inParts.Json.GetProperty("validation_examples").GetInt32());
        Assert.Equal(whole.Json.GetProperty("tokens").GetInt64(), inParts.Json.GetProperty("tokens").GetInt64());
        Assert.Equal(200, again.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("validation_")]
    public async Task A_dataset_of_another_client_is_answered_as_an_unknown_one(string role)
    {
        var dataset = (await _gateway.CallAsync($$"""{"event_name":"add_examples","jsonl":{{Examples.Array(10)}}}"""))["dataset_id"]!;
        var unknown = dataset[..^4] + (dataset.EndsWith("0000", StringComparison.Ordinal) ? "1111" : "0000");
        string Body(string id) => role.Length == 0
            ? Examples.TrainOn($"\"dataset_id\":\"{id}\"", "\"dry_run\":true")
            : Examples.Train($"\"{role}dataset_id\":\"{id}\"", "\"dry_run\":true");

        var (others, none) = (await _gateway.CallAsync(Body(dataset), Gateway.Acme), await _gateway.CallAsync(Body(unknown), Gateway.Acme));

        Assert.Equal(404, none.Status);
        Assert.Equal((none.Status, none["message"]!.Replace(unknown, dataset, StringComparison.Ordinal)), (others.Status, others["message"]));
    }

    [Fact]
    public async Task Faults_are_the_same_400_as_without_it()
    {
        var data = $"\"jsonl\":[{Bad},{string.Join(',', Examples.Many(9))}]";

        var (dry, real) = (await _gateway.CallAsync(Examples.TrainOn(data, "\"dry_run\":true")), await _gateway.CallAsync(Examples.TrainOn(data)));

        Assert.Equal(400, dry.Status);
        Assert.Equal(real.Json.GetProperty("errors").GetRawText(), dry.Json.GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task Of_an_example_that_is_too_long_it_counts_what_is_trained_on_and_warns()
    {
        var text = JsonSerializer.Serialize(string.Join(' ', Enumerable.Repeat("hola", 70_000)));
        var data = $$"""{"messages":[{"role":"user","content":{{text}}},{"role":"assistant","content":"b"}]}""";

        var answer = await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":[{data},{string.Join(',', Examples.Many(9))}]", "\"dry_run\":true"));

        var warning = Assert.Single(answer.Json.GetProperty("warnings").EnumerateArray());
        Assert.Equal(
            """{"field":"jsonl","line":1,"message":"The example has more than 65536 tokens; what is beyond them is not trained on."}""", warning.GetRawText());
        Assert.InRange(answer.Json.GetProperty("tokens").GetInt64(), 65_536, 66_000);
    }

    [Fact]
    public async Task An_identical_job_of_the_last_24_hours_is_named_to_its_client_alone()
    {
        string[] fields = ["\"seed\":804", "\"hyperparameters\":{\"n_epochs\":2}"];
        var first = await _gateway.CallAsync(Examples.Train(fields));

        var second = await _gateway.CallAsync(Examples.Train([.. fields, "\"dry_run\":true"]));
        var other = await _gateway.CallAsync(Examples.Train("\"seed\":804", "\"hyperparameters\":{\"n_epochs\":3}", "\"dry_run\":true"));
        var stranger = await _gateway.CallAsync(Examples.Train([.. fields, "\"dry_run\":true"]), Gateway.Acme);

        Assert.Equal(200, first.Status);
        Assert.False(first.Json.TryGetProperty("warnings", out _));
        Assert.Equal(
            $"Job '{first["job_id"]}' of the last 24 hours has the same data, model and hyperparameters.",
            Assert.Single(second.Json.GetProperty("warnings").EnumerateArray()).GetProperty("message").GetString());
        Assert.Equal((200, 200), (other.Status, stranger.Status));
        Assert.False(other.Json.TryGetProperty("warnings", out _));
        Assert.False(stranger.Json.TryGetProperty("warnings", out _));
    }

    /// <summary>One that knows a price, 5,000 for a million tokens.</summary>
    public sealed class PricedGateway(TableService tables) : TrainingGateway(tables)
    {
        protected override GatewayBuilder Configure(GatewayBuilder builder) => base.Configure(builder)
            .WithSetting("Prices:0:Model", "gpt-4.1-mini").WithSetting("Prices:0:TrainingPerMillionTokens", "5000");
    }
}
