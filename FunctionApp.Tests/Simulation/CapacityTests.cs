using System.Net;
using BotGateway.LocalHost.OpenAI.Management;

namespace BotGateway.Tests.Simulation;

/// <summary>A deployment takes as many tokens a minute as its capacity says, prompt and longest answer together.</summary>
public sealed class CapacityTests : IDisposable
{
    private readonly OpenAIFixture _fixture = new(needsDeployments: true);

    [Fact]
    public async Task What_is_above_is_a_429_until_the_minute_is_over()
    {
        var model = await DeployAsync(capacity: 10);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await ChatAsync(model, 4_000);
            statuses.Add(response.StatusCode);
            _fixture.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        using var refused = await ChatAsync(model, 9_999);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        using var later = await ChatAsync(model, 4_000);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal("429", (await OpenAIFixture.Error(refused)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_larger_than_a_minute_never_passes()
    {
        var model = await DeployAsync(capacity: 1);
        _fixture.Clock.Advance(TimeSpan.FromHours(1));

        using var response = await ChatAsync(model, 4_096);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), response.Headers.RetryAfter!.Delta);
    }

    public void Dispose() => _fixture.Dispose();

    private async Task<string> DeployAsync(int capacity)
    {
        var job = await _fixture.Train(azure: true);
        new DeploymentStore(_fixture.Directory).Write(
            new ModelDeployment("ours", job.GetProperty("fine_tuned_model").GetString()!, "1", "Standard", capacity, _fixture.Clock.GetUtcNow()));
        _fixture.Clock.Advance(TimeSpan.FromSeconds(3));
        return "ours";
    }

    private Task<HttpResponseMessage> ChatAsync(string model, int longest) =>
        _fixture.Chat(new { messages = new[] { new { role = "user", content = "Hola" } }, max_completion_tokens = longest }, model);
}
