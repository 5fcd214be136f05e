using System.Net;

namespace BotGateway.Tests.Simulation.Management;

public sealed class DeployedModelTests : IDisposable
{
    private static readonly object Hello = new { messages = new[] { new { role = "user", content = "Hola" } } };

    private readonly ManagementFixture _azure = new();

    [Fact]
    public async Task A_trained_model_answers_under_its_deployments_name_once_that_is_there()
    {
        var model = await _azure.Train();
        using var made = await _azure.Put("chistes", model);

        using var before = await _azure.OpenAI.Chat(Hello, "chistes");
        _azure.OpenAI.Clock.Advance(TimeSpan.FromSeconds(3));
        using var after = await _azure.OpenAI.Chat(Hello, "chistes");
        using var byModel = await _azure.OpenAI.Chat(Hello, model);

        Assert.Equal((HttpStatusCode.NotFound, "DeploymentNotFound"), (before.StatusCode, await ManagementFixture.Code(before)));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(model, (await OpenAIFixture.Json(after)).GetProperty("model").GetString());
        Assert.Equal(HttpStatusCode.NotFound, byModel.StatusCode);
    }

    [Fact]
    public async Task It_answers_no_more_once_its_deployment_was_removed()
    {
        using var made = await _azure.Put("chistes", await _azure.Train());
        _azure.OpenAI.Clock.Advance(TimeSpan.FromSeconds(3));

        _azure.Service.Remove("chistes");

        using var response = await _azure.OpenAI.Chat(Hello, "chistes");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Base_models_answer_as_ever()
    {
        using var response = await _azure.OpenAI.Chat(Hello);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task On_the_OpenAI_service_a_trained_model_needs_no_deployment()
    {
        var model = (await _azure.OpenAI.Train(azure: false)).GetProperty("fine_tuned_model").GetString();

        using var response = await _azure.OpenAI.Post(
            azure: false, "chat/completions", new { model, messages = new[] { new { role = "user", content = "Hola" } } });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public void Dispose() => _azure.Dispose();
}
