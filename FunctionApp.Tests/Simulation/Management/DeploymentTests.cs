using System.Net;
using BotGateway.LocalHost.OpenAI.Management;

namespace BotGateway.Tests.Simulation.Management;

public sealed class DeploymentTests : IDisposable
{
    private readonly ManagementFixture _azure = new();

    [Fact]
    public async Task A_deployment_is_there_after_some_seconds()
    {
        using var made = await _azure.Put("chistes", await _azure.Train());
        _azure.OpenAI.Clock.Advance(TimeSpan.FromSeconds(2.9));
        using var before = await _azure.Get("chistes");
        _azure.OpenAI.Clock.Advance(TimeSpan.FromSeconds(0.1));
        using var after = await _azure.Get("chistes");

        Assert.Equal((HttpStatusCode.Created, "Creating"), (made.StatusCode, await ManagementFixture.State(made)));
        Assert.Equal(("Creating", "Succeeded"), (await ManagementFixture.State(before), await ManagementFixture.State(after)));
    }

    [Fact]
    public async Task It_is_answered_as_it_was_asked_for()
    {
        var model = await _azure.Train();

        using var made = await _azure.Put("chistes", model);

        var json = await OpenAIFixture.Json(made);
        Assert.Equal($"{SimulatedManagement.AccountId}/deployments/chistes", json.GetProperty("id").GetString());
        Assert.Equal("""{"name":"standard","capacity":1}""", json.GetProperty("sku").GetRawText());
        Assert.Equal(
            $$"""{"format":"OpenAI","name":"{{model}}","version":"1"}""", json.GetProperty("properties").GetProperty("model").GetRawText());
    }

    [Fact]
    public async Task Asking_again_changes_nothing()
    {
        var model = await _azure.Train();
        using var first = await _azure.Put("chistes", model);
        _azure.OpenAI.Clock.Advance(TimeSpan.FromSeconds(3));

        using var second = await _azure.Put("chistes", model);

        Assert.Equal((HttpStatusCode.OK, "Succeeded"), (second.StatusCode, await ManagementFixture.State(second)));
    }

    [Fact]
    public async Task It_is_kept_in_the_data_directory()
    {
        using var made = await _azure.Put("chistes", await _azure.Train());

        Assert.True(File.Exists(Path.Combine(_azure.OpenAI.Directory, "openai", "deployments", "chistes.json")));
    }

    [Fact]
    public async Task One_that_was_deleted_is_gone()
    {
        using var made = await _azure.Put("chistes", await _azure.Train());

        using var deleted = await _azure.Send(HttpMethod.Delete, ManagementFixture.Path("chistes"));
        using var again = await _azure.Send(HttpMethod.Delete, ManagementFixture.Path("chistes"));
        using var found = await _azure.Get("chistes");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound),
            (deleted.StatusCode, again.StatusCode, found.StatusCode));
    }

    [Fact]
    public async Task A_test_can_fail_and_count_its_calls()
    {
        var model = await _azure.Train();
        _azure.Service.Faults.Next("put-deployment", BotGateway.LocalHost.OpenAI.Simulation.Fault.Status(429, retryAfter: 7));

        using var failed = await _azure.Put("chistes", model);
        using var made = await _azure.Put("chistes", model);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Created), (failed.StatusCode, made.StatusCode));
        Assert.Equal(2, _azure.Service.Calls.Count("put-deployment"));
        Assert.Equal(
            model, _azure.Service.Calls.All[0].Body!.Value.GetProperty("properties").GetProperty("model").GetProperty("name").GetString());
    }

    public void Dispose() => _azure.Dispose();
}
