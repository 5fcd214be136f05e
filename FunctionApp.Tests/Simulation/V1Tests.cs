using System.Net;
using System.Text.Json;

namespace BotGateway.Tests.Simulation;

/// <summary>Azure's v1 API, and what tells the dated versions apart.</summary>
public sealed class V1Tests : IDisposable
{
    private static readonly object[] Hello = [new { role = "user", content = "Hola" }];

    private readonly OpenAIFixture _openAI = new();

    [Theory]
    [InlineData("")]
    [InlineData("?api-version=v1")]
    [InlineData("?api-version=preview")]
    public async Task It_needs_no_version_and_the_body_names_the_deployment(string query)
    {
        using var response = await ChatAsync($"openai/v1/chat/completions{query}", "gpt-5-mini");

        Assert.Equal("gpt-5-mini-2025-08-07", (await OpenAIFixture.Json(response.EnsureSuccessStatusCode())).GetProperty("model").GetString());
    }

    [Fact]
    public async Task An_unknown_deployment_is_Azures_404()
    {
        using var response = await ChatAsync("openai/v1/chat/completions", "gpt-9");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("DeploymentNotFound", (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("openai/v1/models?api-version=2024-10-21", HttpStatusCode.BadRequest)]
    [InlineData("openai/v1/models?api-version=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("openai/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("openai/v1", HttpStatusCode.NotFound)]
    [InlineData("openai/models?api-version=v1", HttpStatusCode.BadRequest)]
    [InlineData("openai/models?api-version=2025-04-01-preview", HttpStatusCode.OK)]
    [InlineData("openai/v1/models", HttpStatusCode.OK)]
    public async Task Each_has_its_own_versions(string path, HttpStatusCode status)
    {
        using var response = await _openAI.Send(HttpMethod.Get, path);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("2024-10-21", "gpt-5-mini", "Model {modelName} is enabled only for api versions 2024-12-01-preview and later")]
    [InlineData("2024-10-01-preview", "gpt-5-mini", "Model {modelName} is enabled only for api versions 2024-12-01-preview and later")]
    [InlineData("2024-10-21", "gpt-4.1-mini", null)]
    [InlineData("2024-12-01-preview", "gpt-5-mini", null)]
    [InlineData("2025-04-01-preview", "gpt-5-mini", null)]
    public async Task Old_versions_refuse_reasoning_models_as_Azure_does(string version, string model, string? message)
    {
        using var response = await ChatAsync($"openai/deployments/{model}/chat/completions?api-version={version}", model);

        Assert.Equal(message is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (message is not null)
            Assert.Equal($$"""{"code":"BadRequest","message":"{{message}}"}""", (await OpenAIFixture.Error(response)).GetRawText());
    }

    [Theory]
    [InlineData("openai/v1/", "")]
    [InlineData("openai/", "?api-version=2024-10-21")]
    [InlineData("v1/", "")]
    public async Task A_job_has_events_and_once_it_has_succeeded_checkpoints_that_answer(string root, string query)
    {
        var azure = root != "v1/";
        var job = await _openAI.Train(azure);
        var path = $"{root}fine_tuning/jobs/{job.GetProperty("id").GetString()}";

        var events = await ListAsync($"{path}/events{query}");
        var checkpoints = await ListAsync($"{path}/checkpoints{query}");

        Assert.Equal("fine_tuning.job.event", events[0].GetProperty("object").GetString());
        var newest = checkpoints[0].GetProperty("fine_tuned_model_checkpoint").GetString()!;
        Assert.Equal($"{job.GetProperty("fine_tuned_model").GetString()}:ckpt-step-90", newest);
        using var answer = await ChatAsync(azure ? "openai/v1/chat/completions" : "v1/chat/completions", newest);
        Assert.Equal(newest, (await OpenAIFixture.Json(answer.EnsureSuccessStatusCode())).GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_job_that_has_not_succeeded_has_no_checkpoints()
    {
        var id = (await _openAI.Train(azure: true, suffix: "fail")).GetProperty("id").GetString();

        Assert.Empty(await ListAsync($"openai/v1/fine_tuning/jobs/{id}/checkpoints"));
    }

    public void Dispose() => _openAI.Dispose();

    private Task<HttpResponseMessage> ChatAsync(string path, string model) =>
        _openAI.Send(HttpMethod.Post, path, System.Net.Http.Json.JsonContent.Create(new { model, messages = Hello }));

    private async Task<List<JsonElement>> ListAsync(string path)
    {
        using var response = await _openAI.Send(HttpMethod.Get, path);
        return [.. (await OpenAIFixture.Json(response.EnsureSuccessStatusCode())).GetProperty("data").EnumerateArray()];
    }
}
