namespace BotGateway.Tests.OpenAI;

/// <summary>Where the model service's operations are asked for.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("https://x.openai.azure.com", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com//", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai/", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai/v1", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai/v1/", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai/v1/chat/completions", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview", "https://x.openai.azure.com/")]
    [InlineData("https://x.cognitiveservices.azure.com/", "https://x.cognitiveservices.azure.com/")]
    [InlineData("https://x.services.ai.azure.com", "https://x.services.ai.azure.com/")]
    [InlineData("https://x.services.ai.azure.com/openai/v1/", "https://x.services.ai.azure.com/")]
    [InlineData("https://x.services.ai.azure.com/api/projects/p", "https://x.services.ai.azure.com/")]
    [InlineData("https://x.services.ai.azure.com/api/projects/p/openai/v1/", "https://x.services.ai.azure.com/")]
    [InlineData("http://127.0.0.1:4290", "http://127.0.0.1:4290/")]
    [InlineData("https://contoso.azure-api.net/models", "https://contoso.azure-api.net/models/")]
    [InlineData("https://contoso.azure-api.net/openai/openai/v1", "https://contoso.azure-api.net/openai/")]
    public async Task However_the_account_is_written_its_v1_API_is_asked_without_a_version(string endpoint, string account)
    {
        Assert.Equal($"POST {account}openai/v1/chat/completions", await LineAsync("chat", endpoint, null));
        Assert.Equal($"POST {account}openai/deployments/my-model/chat/completions?api-version=2024-10-21", await LineAsync("chat", endpoint, "2024-10-21"));
    }

    [Theory]
    [InlineData("chat", "POST", "chat/completions")]
    [InlineData("create-job", "POST", "fine_tuning/jobs")]
    [InlineData("job", "GET", "fine_tuning/jobs/ftjob-1")]
    [InlineData("list-jobs", "GET", "fine_tuning/jobs?limit=100")]
    [InlineData("upload", "POST", "files")]
    [InlineData("file", "GET", "files/file-1")]
    [InlineData("delete-file", "DELETE", "files/file-1")]
    [InlineData("models", "GET", "models")]
    public async Task Every_operation_goes_to_the_same_API(string operation, string method, string path)
    {
        const string Account = "https://x.openai.azure.com";
        var dated = operation == "chat" ? "deployments/my-model/chat/completions" : path;

        Assert.Equal($"{method} {Account}/openai/v1/{path}", await LineAsync(operation, Account, ""));
        Assert.Equal(
            $"{method} {Account}/openai/{dated}{(path.Contains('?') ? '&' : '?')}api-version=2025-04-01-preview",
            await LineAsync(operation, Account, "2025-04-01-preview"));
    }

    private static async Task<string> LineAsync(string operation, string endpoint, string? version)
    {
        var service = new ScriptedService(ScriptedService.Error(400));
        await Assert.ThrowsAsync<BotGateway.Http.GatewayException>(() => Operations.All[operation](
            Service.Over(service, endpoint: endpoint, version: version), TestContext.Current.CancellationToken));
        return Assert.Single(service.Requests).Line;
    }
}
