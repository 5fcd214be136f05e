using System.Net;
using BotGateway.LocalHost.OpenAI;

namespace BotGateway.Tests.Simulation;

public sealed class FrontDoorTests : IDisposable
{
    private readonly OpenAIFixture _openAI = new();

    [Fact]
    public async Task A_wrong_key_is_Azures_401()
    {
        _openAI.Authenticate("wrong");

        using var response = await _openAI.Send(HttpMethod.Get, OpenAIFixture.Path(azure: true, "models"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var error = await OpenAIFixture.Error(response);
        Assert.Equal("401", error.GetProperty("code").GetString());
        Assert.StartsWith("Access denied due to", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_OpenAIs_401_and_not_repeated_in_it()
    {
        _openAI.Authenticate("wrong-secret");

        using var response = await _openAI.Send(HttpMethod.Get, OpenAIFixture.Path(azure: false, "models"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var error = await OpenAIFixture.Error(response);
        Assert.Equal("invalid_api_key", error.GetProperty("code").GetString());
        Assert.DoesNotContain("secret", error.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_key_is_a_401(bool azure)
    {
        using var anonymous = new HttpClient(_openAI.Service, disposeHandler: false) { BaseAddress = SimulatedOpenAI.AzureEndpoint };

        using var response = await anonymous.GetAsync(
            new Uri(OpenAIFixture.Path(azure, "models"), UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("openai/nothing?api-version=2024-10-21", "404")]
    [InlineData("openai/models", "404")]
    [InlineData("elsewhere", "404")]
    [InlineData("v1/nothing", null)]
    public async Task A_wrong_path_is_a_404(string path, string? code)
    {
        using var response = await _openAI.Send(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(code, (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_version_that_Azure_does_not_know_is_a_400()
    {
        using var response = await _openAI.Send(HttpMethod.Get, "openai/models?api-version=2019-01-01");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(true, "succeeded", "status")]
    [InlineData(false, "system", "owned_by")]
    public async Task The_list_has_the_base_models(bool azure, string expected, string property)
    {
        var models = (await _openAI.Get(azure, "models")).GetProperty("data").EnumerateArray().ToList();

        Assert.Equal(
            ["gpt-4.1-mini-2025-04-14", "gpt-4o-mini-2024-07-18", "gpt-5-mini-2025-08-07"],
            models.Select(model => model.GetProperty("id").GetString()));
        Assert.All(models, model => Assert.Equal(expected, model.GetProperty(property).GetString()));
    }

    [Fact]
    public async Task The_list_has_trained_models_too()
    {
        var job = await _openAI.Train(azure: true);

        var models = (await _openAI.Get(azure: true, "models")).GetProperty("data").EnumerateArray();

        var trained = models.Last();
        Assert.Equal(job.GetProperty("fine_tuned_model").GetString(), trained.GetProperty("id").GetString());
        Assert.Equal(job.GetProperty("id").GetString(), trained.GetProperty("fine_tune").GetString());
    }

    public void Dispose() => _openAI.Dispose();
}
