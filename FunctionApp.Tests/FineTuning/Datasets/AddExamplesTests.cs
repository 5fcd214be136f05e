using System.Text;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class AddExamplesTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task The_first_part_makes_a_dataset()
    {
        var answer = await _gateway.CallAsync(Parts.First(Parts.Array(1, 3)));

        Assert.Equal(["status", "event", "dataset_id", "part", "examples", "bytes"], answer.Json.EnumerateObject().Select(field => field.Name));
        Expected.IsId("dataset", answer["dataset_id"]);
        Assert.Equal(("1", "3", $"{Encoding.UTF8.GetByteCount(Parts.Lines(1, 3))}"), (answer["part"], answer["examples"], answer["bytes"]));
    }

    [Fact]
    public async Task Parts_in_any_order_and_at_once_are_trained_on_in_their_own()
    {
        var id = await NewAsync(Parts.Array(1, 4), part: 2);
        var added = await Task.WhenAll(
            _gateway.CallAsync(Parts.Of(id, 4, Examples.Text(Parts.Lines(6, 1)))),
            _gateway.CallAsync(Parts.Of(id, 1, Parts.Array(100, 5))),
            _gateway.CallAsync(Parts.Of(id, 3, Parts.Array(5, 1))));
        Assert.All(added, answer => Assert.Equal((200, id), (answer.Status, answer["dataset_id"])));

        var answer = await _gateway.CallAsync(Parts.Train(id, "\"seed\":3"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("\uFEFF" + Parts.Lines(100, 5) + Parts.Lines(1, 6), ReadFile(answer["file_id"]));
        Assert.Equal("pending", answer["status"]);
    }

    [Fact]
    public async Task Once_there_is_a_job_the_dataset_is_gone()
    {
        var id = await NewAsync(Parts.Array(1, 10));

        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(id))).Status);

        (await _gateway.CallAsync(Parts.Train(id))).AssertProblem(404, $"There is no dataset '{id}'.");
        (await _gateway.CallAsync(Parts.Of(id, 2, Parts.Array(1, 1)))).AssertProblem(404, $"There is no dataset '{id}'.");
    }

    [Fact]
    public async Task As_long_as_there_is_no_job_train_may_be_repeated()
    {
        var id = await NewAsync(Parts.Array(1, 10));
        var files = _gateway.FilesAtService();

        var rejected = await _gateway.CallAsync(Parts.Train(id, "\"hyperparameters\":{\"n_epochs\":0}"));
        var answer = await _gateway.CallAsync(Parts.Train(id));

        Assert.Equal((400, 200), (rejected.Status, answer.Status));
        Assert.Equal(files + 1, _gateway.FilesAtService());
    }

    [Fact]
    public async Task A_part_that_is_sent_again_is_answered_as_before_and_is_there_once()
    {
        var first = await _gateway.CallAsync(Parts.First(Parts.Array(1, 10)));
        var id = first["dataset_id"];

        var again = await _gateway.CallAsync(
            $$"""{"event_name":"add_examples","dataset_id":"{{id}}","part":1,"jsonl":{{Examples.Text(Parts.Lines(1, 10))}}}""");

        Assert.Equal(first.Text, again.Text);
        var answer = await _gateway.CallAsync(Parts.Train(id));
        Assert.Equal("\uFEFF" + Parts.Lines(1, 10), ReadFile(answer["file_id"]));
    }

    [Fact]
    public async Task A_part_sent_many_times_at_once_is_there_once()
    {
        var id = await NewAsync(Parts.Array(1, 10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _gateway.CallAsync(Parts.Of(id, 2, Parts.Array(11, 2)))));

        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(200, answers[0].Status);
        var answer = await _gateway.CallAsync(Parts.Train(id));
        Assert.Equal("\uFEFF" + Parts.Lines(1, 12), ReadFile(answer["file_id"]));
    }

    [Fact]
    public async Task Other_examples_under_the_number_of_a_part_are_a_409_and_change_nothing()
    {
        var id = await NewAsync(Parts.Array(1, 10));

        (await _gateway.CallAsync(Parts.Of(id, 1, Parts.Array(2, 10)))).AssertProblem(409, "Part 1 of the dataset already exists with other examples");

        var answer = await _gateway.CallAsync(Parts.Train(id));
        Assert.Equal("\uFEFF" + Parts.Lines(1, 10), ReadFile(answer["file_id"]));
    }

    [Fact]
    public async Task Faults_name_part_and_line_and_nothing_is_kept()
    {
        var id = await NewAsync(Parts.Array(1, 10));
        var lines = Examples.Text($"{Examples.One()}\n{{\"messages\":[]}}\n\n{{\"messages\":");

        var answer = await _gateway.CallAsync(Parts.Of(id, 3, lines));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("Part 3: 'jsonl' has examples that cannot be trained on", answer["message"]);
        Assert.Equal([(3, 2), (3, 4)], answer.Json.GetProperty("errors").EnumerateArray().Select(
            error => (error.GetProperty("part").GetInt32(), error.GetProperty("line").GetInt32())));
        Assert.Equal(200, (await _gateway.CallAsync(Parts.Of(id, 2, Parts.Array(1, 1)))).Status);
        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(id))).Status);
    }

    [Theory]
    [InlineData("\"part\":0", "'part' must be an integer from 1 to 256.")]
    [InlineData("\"part\":257", "'part' must be an integer from 1 to 256")]
    [InlineData("\"part\":\"1\"", "'part' must be an integer.")]
    [InlineData("\"part\":1.5", "'part' must be an integer.")]
    [InlineData("\"dataset_id\":\"dataset_00000000000070008000000000000000\"", "'part' is missing")]
    [InlineData("\"dataset_id\":7,\"part\":1", "'dataset_id' must be a string")]
    [InlineData("\"dataset_id\":\"a\",\"datasetID\":\"b\",\"part\":1", "'dataset_id' and 'datasetID' are the same field and differ")]
    [InlineData("\"part\":1,\"jsonl\":7", "'jsonl' must be an array of examples, or JSON Lines text")]
    [InlineData("\"part\":1,\"jsonl\":[]", "'jsonl' must hold at least 1 example; 0 came")]
    [InlineData("\"part\":1,\"jsonl\":[1,2]", "'jsonl' takes no file buffer")]
    [InlineData("\"messages\":[]", "'jsonl' is missing")]
    [InlineData("\"method\":\"rlhf\"", "'method' must be one of: supervised, dpo.")]
    [InlineData("\"method\":7", "'method' must be a string")]
    public async Task A_wrong_field_is_a_400_that_names_it(string fields, string message)
    {
        var data = fields.Contains("jsonl") || fields.Contains("messages") ? "" : $",\"jsonl\":{Examples.Array(1)}";

        (await _gateway.CallAsync($$"""{"event_name":"add_examples",{{fields}}{{data}}}""")).AssertProblem(400, message);
    }

    [Theory]
    [InlineData("dataset_00000000000070008000000000000000")]
    [InlineData("dataset_0")]
    [InlineData("../default/dataset_00000000000070008000000000000000")]
    [InlineData("bot_00000000000070008000000000000000")]
    public async Task An_unknown_dataset_is_a_404(string id)
    {
        (await _gateway.CallAsync(Parts.Of(id, 1, Parts.Array(1, 1)))).AssertProblem(404, $"There is no dataset '{id}'.");
        (await _gateway.CallAsync(Parts.Train(id))).AssertProblem(404, $"There is no dataset '{id}'.");
    }

    [Fact]
    public async Task Anothers_dataset_is_answered_as_one_that_does_not_exist()
    {
        var (theirs, none) = (await NewAsync(Parts.Array(1, 10)), "dataset_00000000000070008000000000000000");

        foreach (var body in new Func<string?, string>[]
            { id => Parts.Of(id, 1, Parts.Array(1, 10)), id => Parts.Train(id), id => Examples.Train($"\"validation_dataset_id\":\"{id}\"") })
        {
            var answer = await _gateway.CallAsync(body(theirs), Gateway.Acme);
            var expected = await _gateway.CallAsync(body(none), Gateway.Acme);
            Assert.Equal(404, answer.Status);
            Assert.Equal(expected.Without(none), answer.Without(theirs));
        }

        Assert.Equal(200, (await _gateway.CallAsync(Parts.Train(theirs))).Status);
    }

    private async Task<string?> NewAsync(string examples, int part = 1)
    {
        var answer = await _gateway.CallAsync($$"""{"event_name":"add_examples","part":{{part}},"jsonl":{{examples}}}""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer["dataset_id"];
    }

    private string ReadFile(string? id) => Encoding.UTF8.GetString(_gateway.ReadFile(id));
}
