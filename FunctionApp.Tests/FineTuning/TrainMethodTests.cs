using System.Text;
using System.Text.Json;

namespace BotGateway.Tests.FineTuning;

/// <summary>method, training_type and metadata.</summary>
public sealed class TrainMethodTests(TrainingGateway azure, OpenAITrainingGateway openAI) : IClassFixture<TrainingGateway>, IClassFixture<OpenAITrainingGateway>
{
    private readonly Gateway _gateway = azure.Gateway;

    [Fact]
    public async Task All_fields_reach_the_service_as_it_documents_them()
    {
        var answer = await _gateway.CallAsync(Examples.TrainOn(
            $"\"jsonl\":{Examples.Preferences()}", "\"method\":\"dpo\"", "\"training_type\":\"global\"", "\"metadata\":{\"team\":\"ventas\"}", "\"hyperparameters\":{\"n_epochs\":2,\"beta\":0.1}"));

        Assert.Equal(200, answer.Status);
        var sent = LastJob();
        Assert.Equal("""{"type":"dpo","dpo":{"hyperparameters":{"n_epochs":2,"beta":0.1}}}""", sent.GetProperty("method").GetRawText());
        Assert.Equal("GlobalStandard", sent.GetProperty("trainingType").GetString());
        Assert.Equal("""{"team":"ventas"}""", sent.GetProperty("metadata").GetRawText());
        Assert.False(sent.TryGetProperty("hyperparameters", out _));
        Assert.StartsWith("\uFEFF" + Examples.Preference + "\n", Encoding.UTF8.GetString(_gateway.ReadFile(answer["file_id"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervised_is_sent_if_it_is_asked_for()
    {
        var answer = await _gateway.CallAsync(Examples.Train("\"method\":\"supervised\"", "\"training_type\":\"developer\"", "\"seed\":901"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"type":"supervised","supervised":{"hyperparameters":{}}}""", LastJob().GetProperty("method").GetRawText());
        Assert.Equal("developerTier", LastJob().GetProperty("trainingType").GetString());
    }

    [Theory]
    [InlineData("\"method\":\"rlhf\"", "'method' must be one of: supervised, dpo.")]
    [InlineData("\"method\":7", "'method' must be a string")]
    [InlineData("\"method\":{}", "'method' must be a string")]
    [InlineData("\"training_type\":\"Global\"", "'training_type' must be one of: standard, global, developer.")]
    [InlineData("\"training_type\":[]", "'training_type' must be a string")]
    [InlineData("\"metadata\":[]", "'metadata' must be an object")]
    [InlineData("\"metadata\":{\"a\":1}", "'metadata.a' must be a string")]
    [InlineData("\"metadata\":{\"\":\"a\"}", "'metadata' has the name ''; names must have 1 to 64 characters.")]
    [InlineData("\"dry_run\":\"yes\"", "'dry_run' must be true or false")]
    [InlineData("\"hyperparameters\":{\"beta\":0.1}", "'hyperparameters.beta' needs 'method' to be \"dpo\".")]
    [InlineData("\"method\":\"dpo\",\"hyperparameters\":{\"beta\":3}", "'hyperparameters.beta' must be \"auto\" or a number above 0 and at most 2")]
    [InlineData("\"method\":\"dpo\"", "'jsonl' has examples that cannot be trained on")]
    public async Task A_wrong_field_is_a_400_that_names_it(string field, string message)
    {
        var answer = await _gateway.CallAsync(Examples.Train(field));

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_has_the_services_bounds()
    {
        var many = string.Join(',', Enumerable.Range(0, 17).Select(i => $"\"k{i}\":\"v\""));
        string[] fields = [$"\"metadata\":{{{many}}}", $"\"metadata\":{{\"{new string('k', 65)}\":\"v\"}}", $"\"metadata\":{{\"k\":\"{new string('v', 513)}\"}}"];

        foreach (var field in fields)
            Assert.StartsWith("'metadata", (await _gateway.CallAsync(Examples.Train(field)))["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("completitions")]
    public async Task A_flat_array_of_messages_has_no_preferences(string field) =>
        (await _gateway.CallAsync(Examples.TrainOn($"\"{field}\":[]", "\"method\":\"dpo\""))).AssertProblem(
            400, $"'{field}' has no preferences, which 'method' \"dpo\" learns from: send them in 'jsonl' or as 'dataset_id'.");

    [Fact]
    public async Task The_OpenAI_service_has_no_training_type()
    {
        var answer = await openAI.Gateway.CallAsync(Examples.Train("\"training_type\":\"global\""));

        Assert.Equal((400, "'training_type' is for Azure only: the OpenAI service has one way to train."), (answer.Status, answer["message"]));
    }

    private JsonElement LastJob() => _gateway.Models.Calls.Of("create-job")[^1].Body!.Value;
}
