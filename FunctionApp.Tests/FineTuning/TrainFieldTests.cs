using System.Text;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.FineTuning;

public sealed class TrainFieldTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task Optional_fields_reach_the_service()
    {
        var answer = await _gateway.CallAsync(Examples.Train(
            "\"model\":\"gpt-4.1-mini\"",
            "\"suffix\":\"chistes\"",
            "\"seed\":42",
            "\"hyperparameters\":{\"n_epochs\":2,\"batch_size\":\"auto\"}",
            $"\"validation_jsonl\":{Examples.Text(Examples.Lines(11))}"));

        Assert.Equal(200, answer.Status);
        var sent = LastJob();
        Assert.Equal(answer["file_id"], sent.GetProperty("training_file").GetString());
        Assert.Equal("gpt-4.1-mini", sent.GetProperty("model").GetString());
        Assert.Equal("chistes", sent.GetProperty("suffix").GetString());
        Assert.Equal(42, sent.GetProperty("seed").GetInt32());
        Assert.Equal("""{"n_epochs":2,"batch_size":"auto"}""", sent.GetProperty("hyperparameters").GetRawText());
        Assert.Equal(11, _gateway.ReadFile(sent.GetProperty("validation_file").GetString()).Count(b => b == (byte)'\n'));
    }

    [Fact]
    public async Task Fields_that_are_left_out_are_not_sent()
    {
        var answer = await _gateway.CallAsync(
            Examples.Train("\"suffix\":null", "\"seed\":null", "\"hyperparameters\":null", "\"validation_jsonl\":null"));

        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"model":"gpt-4.1-mini","training_file":"{{answer["file_id"]}}"}""", LastJob().GetRawText());
    }

    [Fact]
    public async Task A_hyperparameter_that_is_null_counts_as_left_out()
    {
        var answer = await _gateway.CallAsync(
            Examples.Train("\"hyperparameters\":{\"n_epochs\":2,\"batch_size\":null}", "\"then\":{\"bot_routine\":false,\"new_bot\":null}"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"n_epochs":2}""", LastJob().GetProperty("hyperparameters").GetRawText());
    }

    [Theory]
    [InlineData("\"model\":7", "'model' must be a string")]
    [InlineData("\"model\":\"\"", "'model' is empty")]
    [InlineData("\"model\":\"gpt-4o\"", "'model' must be a model that one of your jobs trained or a base model (gpt-4.1-mini)")]
    [InlineData("\"suffix\":[]", "'suffix' must be a string")]
    [InlineData("\"suffix\":\"12345678901234567890123456789012345678901\"", "'suffix' must be 1 to 40 letters, digits, hyphens and underscores")]
    [InlineData("\"suffix\":\"¿?\"", "'suffix' must be 1 to 40 letters, digits, hyphens and underscores")]
    [InlineData("\"seed\":2147483648", "'seed' must be an integer from 0 to 2147483647")]
    [InlineData("\"seed\":-1", "'seed' must be an integer from 0 to 2147483647")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":0}", "'hyperparameters.n_epochs' must be \"auto\" or an integer from 1 to 50")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":51}", "'hyperparameters.n_epochs' must be \"auto\" or an integer from 1 to 50")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":100000000}", "'hyperparameters.n_epochs' must be \"auto\" or an integer from 1 to 50")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":1e400000}", "out of range")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":2.5}", "'hyperparameters.n_epochs' must be")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":\"Auto\"}", "'hyperparameters.n_epochs' must be")]
    [InlineData("\"hyperparameters\":{\"batch_size\":[]}", "'hyperparameters.batch_size' must be \"auto\" or an integer from 1 to 256")]
    [InlineData("\"hyperparameters\":{\"batch_size\":257}", "'hyperparameters.batch_size' must be \"auto\" or an integer from 1 to 256")]
    [InlineData("\"hyperparameters\":{\"batch_size\":-2}", "'hyperparameters.batch_size' must be")]
    [InlineData("\"hyperparameters\":{\"learning_rate_multiplier\":0}", "must be \"auto\" or a number above 0 and at most 10")]
    [InlineData("\"hyperparameters\":{\"learning_rate_multiplier\":10.01}", "must be \"auto\" or a number above 0 and at most 10")]
    [InlineData("\"hyperparameters\":{\"epochs\":3}", "'hyperparameters.epochs' is not known; did you mean 'hyperparameters.n_epochs'?")]
    [InlineData("\"seed\":\"1\"", "'seed' must be an integer")]
    [InlineData("\"seed\":1.5", "'seed' must be an integer")]
    [InlineData("\"hyperparameters\":[]", "'hyperparameters' must be an object")]
    [InlineData("\"hyperparameters\":\"auto\"", "'hyperparameters' must be an object")]
    [InlineData("\"validation_jsonl\":7", "'validation_jsonl' must be an array of examples, or JSON Lines text")]
    [InlineData("\"validation_jsonl\":[]", "'validation_jsonl' must hold at least 1 example; 0 came")]
    [InlineData("\"validation_jsonl\":[1,2]", "'validation_jsonl' takes no file buffer")]
    public async Task A_wrong_field_is_a_400_that_names_it_before_anything_is_uploaded(string field, string message)
    {
        var uploads = _gateway.Models.Calls.Count("upload");

        var answer = await _gateway.CallAsync(Examples.Train(field));

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer["message"]);
        Assert.Equal(uploads, _gateway.Models.Calls.Count("upload"));
    }

    [Fact]
    public async Task One_example_is_enough_to_measure_with()
    {
        var answer = await _gateway.CallAsync(Examples.Train($"\"validation_jsonl\":{Examples.Array(1)}"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            "\uFEFF" + Examples.One() + "\n",
            Encoding.UTF8.GetString(_gateway.ReadFile(LastJob().GetProperty("validation_file").GetString())));
    }

    [Fact]
    public async Task What_the_service_says_of_a_field_that_it_refuses_reaches_the_client_and_the_file_is_deleted()
    {
        var files = _gateway.FilesAtService();

        _gateway.Models.Faults.Next("create-job", Fault.Status(400));
        var answer = await _gateway.CallAsync(Examples.Train());

        Assert.Equal(400, answer.Status);
        Assert.Contains("The uploaded files have been deleted.", answer["message"]);
        Assert.Equal(files, _gateway.FilesAtService());
    }

    private JsonElement LastJob() => _gateway.Models.Calls.Of("create-job")[^1].Body!.Value;
}
