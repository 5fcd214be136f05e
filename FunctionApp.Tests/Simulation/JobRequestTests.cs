using System.Net;
using System.Text.Json;

namespace BotGateway.Tests.Simulation;

public sealed class JobRequestTests : IDisposable
{
    private readonly OpenAIFixture _openAI = new();

    [Theory]
    [InlineData("gpt-5-mini")]
    [InlineData("gpt-3")]
    [InlineData("gpt-4.1-mini-2025-04-14.ft-00000000000000000000000000000000")]
    public async Task A_model_that_cannot_be_trained_is_a_400(string model)
    {
        var file = await _openAI.UploadGood(azure: true);

        await AssertUnauthorized(true, new { model, training_file = file }, "invalidPayload");
        await AssertUnauthorized(false, new { model, training_file = file }, "model_not_available");
    }

    [Fact]
    public async Task A_file_that_is_missing_or_not_processed_is_a_400()
    {
        using var upload = await _openAI.Upload(azure: true, [1, 2, 3]);
        var bad = (await OpenAIFixture.Json(upload)).GetProperty("id").GetString();

        await AssertUnauthorized(true, new { model = "gpt-4.1-mini", training_file = bad }, "invalidPayload");
        _openAI.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertUnauthorized(true, new { model = "gpt-4.1-mini", training_file = bad }, "invalidPayload");
        await AssertUnauthorized(true, new { model = "gpt-4.1-mini", training_file = "file-none" }, "invalidPayload");
    }

    [Theory]
    [InlineData(true, "invalidPayload")]
    [InlineData(false, "invalid_n_examples")]
    public async Task A_training_file_with_too_few_examples_is_a_400(bool azure, string code)
    {
        var file = await _openAI.UploadGood(azure, examples: 9);

        await AssertUnauthorized(azure, new { model = "gpt-4.1-mini", training_file = file }, code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task To_measure_with_one_example_is_enough(bool azure)
    {
        var (training, validation) = (await _openAI.UploadGood(azure), await _openAI.UploadGood(azure, examples: 1));

        using var response = await _openAI.Post(
            azure, "fine_tuning/jobs", new { model = "gpt-4.1-mini", training_file = training, validation_file = validation });

        Assert.True(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("""{"training_file":"x"}""", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-4.1-mini"}""", "missing_required_parameter")]
    [InlineData("""{"model":7,"training_file":"x"}""", "invalid_type")]
    [InlineData("""{"model":"gpt-4.1-mini","training_file":"x","seed":"x"}""", "invalid_type")]
    [InlineData("""{"model":"gpt-4.1-mini","training_file":"x","suffix":""}""", "invalid_value")]
    [InlineData("""{"model":"gpt-4.1-mini","training_file":"x","hyperparameters":{"n_epochs":0}}""", "invalid_value")]
    [InlineData("""{"model":"gpt-4.1-mini","training_file":"x","hyperparameters":{"n_epoch":1}}""", null)]
    public async Task A_wrong_body_is_a_400(string body, string? code) =>
        await AssertUnauthorized(false, JsonElement.Parse(body), code);

    public void Dispose() => _openAI.Dispose();

    private async Task AssertUnauthorized(bool azure, object body, string? code)
    {
        using var response = await _openAI.Post(azure, "fine_tuning/jobs", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }
}
