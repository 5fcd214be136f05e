using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class ApiVersionTests(TableService tables)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2024-10-21")]
    [InlineData("2025-04-01-preview")]
    public void None_and_dated_ones_are_right(string? version) =>
        Assert.Empty(new OpenAIOptions { Endpoint = new("https://contoso.openai.azure.com"), ApiVersion = version }.Validate());

    [Fact]
    public void The_OpenAI_service_has_none() => Assert.Equal(
        ["Setting 'OpenAI__ApiVersion' needs 'OpenAI__Provider' to be 'azure': the OpenAI service has no dated versions."],
        new OpenAIOptions { Provider = "openai", ApiKey = "k", ApiVersion = "2024-10-21" }.Validate());

    [Theory]
    [InlineData(null, 200)]
    [InlineData("2025-04-01-preview", 200)]
    [InlineData("2024-12-01-preview", 200)]
    [InlineData("2024-10-21", 502)]
    [InlineData("2019-01-01", 502)]
    public async Task A_reasoning_model_answers_on_v1_and_on_every_version_that_has_it(string? version, int status)
    {
        await using var gateway = await new GatewayBuilder(tables).WithSettings(new() { ["OpenAI:BaseModels"] = "gpt-5-mini", ["OpenAI:ApiVersion"] = version }).StartAsync();
        var bot = await gateway.CallAsync("""{"event_name":"new_bot","name":"B","instructions":"I","modelID":"gpt-5-mini"}""");

        var answer = await gateway.CallAsync(
            $$"""{"event_name":"messaging","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""");

        Assert.Equal(status, answer.Status);
        Assert.Equal(version is null ? "/openai/v1/chat/completions" : "/openai/deployments/gpt-5-mini/chat/completions", gateway.Models.Calls.Of("chat")[0].Path);
    }
}
