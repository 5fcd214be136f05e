using System.Text;
using System.Text.Json;

namespace BotGateway.Tests.FineTuning;

/// <summary>Integers reach the service as integers, however the client wrote them.</summary>
public sealed class WholeNumberFieldTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("42.0", "42")]
    [InlineData("4.2e1", "42")]
    [InlineData("420e-1", "42")]
    [InlineData("-0.0", "0")]
    [InlineData("2147483647.00", "2147483647")]
    public async Task A_seed(string seed, string sent)
    {
        var answer = await _gateway.CallAsync(Examples.Train($"\"seed\":{seed}"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(sent, LastJob().GetProperty("seed").GetRawText());
    }

    [Theory]
    [InlineData("1.0000000000000000001")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807.5")]
    [InlineData("1e-1")]
    public async Task What_is_no_integer_is_a_400(string seed)
    {
        var answer = await _gateway.CallAsync(Examples.Train($"\"seed\":{seed}"));

        Assert.Equal((400, "'seed' must be an integer from 0 to 2147483647."), (answer.Status, answer["message"]));
    }

    [Fact]
    public async Task Hyperparameters()
    {
        var answer = await _gateway.CallAsync(
            Examples.Train("\"hyperparameters\":{\"n_epochs\":3.0,\"batch_size\":1e0,\"learning_rate_multiplier\":0.5}"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"n_epochs":3,"batch_size":1,"learning_rate_multiplier":0.5}""", LastJob().GetProperty("hyperparameters").GetRawText());
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("0.0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1e0", "1")]
    [InlineData("10e-1", "1")]
    public async Task A_messages_weight(string weight, string sent)
    {
        var example = $$"""{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b","weight":{{weight}}}]}""";

        var answer = await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":[{Examples.Array()[1..^1]},{example}]"));

        Assert.Equal(200, answer.Status);
        Assert.EndsWith($"\"weight\":{sent}}}]}}\n", Encoding.UTF8.GetString(_gateway.ReadFile(answer["file_id"])), StringComparison.Ordinal);
    }

    private JsonElement LastJob() => _gateway.Models.Calls.Of("create-job")[^1].Body!.Value;
}
