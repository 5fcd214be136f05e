using System.Text.Json;
using BotGateway.FineTuning;

namespace BotGateway.Tests.FineTuning;

/// <summary>With OpenAI__IdleUndeployHours, a deployment that answers nobody for so long is removed until the next message.</summary>
public sealed class IdleDeploymentTests(TableService tables)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_idle_deployment_is_removed_and_the_next_message_brings_it_back()
    {
        await using var gateway = await StartAsync(hours: 3);
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);

        await gateway.TickAfterAsync(3 * Hour);
        var early = gateway.Management.Calls.Count("delete-deployment");
        await gateway.TickAfterAsync(Hour);
        var removed = await gateway.CheckAsync(job);
        var asleep = await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal((0, 1), (early, gateway.Management.Calls.Count("delete-deployment")));
        Assert.Equal((job, $$"""{"name":"{{job}}","state":"Idle"}"""), (removed["model"], removed["deployment"]));
        Assert.Equal(503, asleep.Status);
        Assert.NotNull(asleep.RetryAfter);
        Assert.Equal(200, (await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!)).Status);
    }

    [Fact]
    public async Task One_that_answers_stays_and_that_is_recorded_once_an_hour()
    {
        await using var gateway = await StartAsync(hours: 3);
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);
        var versions = new HashSet<string>();

        for (var hour = 0; hour < 8; hour++)
        {
            await gateway.TickAfterAsync(Hour);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(200, (await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!)).Status);
                versions.Add((await FindAsync(gateway, job)).UsedAt!.Value.ToString("O"));
            }

            gateway.ModelClock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(0, gateway.Management.Calls.Count("delete-deployment"));
        Assert.InRange(versions.Count, 7, 9);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_removed_and_the_use_is_recorded_all_the_same()
    {
        await using var gateway = await StartAsync(hours: 0);
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);
        var unused = await ListAsync(gateway);
        await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);
        var usedAt = gateway.Clock.GetUtcNow();

        await gateway.TickAfterAsync(1000 * Hour);

        Assert.Equal(0, gateway.Management.Calls.Count("delete-deployment"));
        var row = await FindAsync(gateway, job);
        Assert.Equal((usedAt, null), (row.UsedAt, row.DueAt));
        Assert.False(unused.TryGetProperty("last_used_at", out _));
        Assert.Equal(usedAt, (await ListAsync(gateway)).GetProperty("last_used_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_deployment_is_listed_with_its_cost_per_hour_while_it_is_there()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().WithSettings(new()
        {
            ["Prices:0:Model"] = "gpt-4.1-mini",
            ["Prices:0:HostingPerHour"] = "1.7",
        }).StartAsync();
        var job = await gateway.DeployAsync();

        var deployed = await ListAsync(gateway);
        await gateway.CallAsync($$"""{"event_name":"undeploy_model","model":"{{job}}"}""");
        var removed = await ListAsync(gateway);

        Assert.Equal(1.7, deployed.GetProperty("cost_per_hour").GetDouble());
        Assert.Equal("Undeployed", removed.GetProperty("deployment").GetProperty("state").GetString());
        Assert.False(removed.TryGetProperty("cost_per_hour", out _));
    }

    private Task<Gateway> StartAsync(int hours) => new GatewayBuilder(tables).WithClock().WithDeployments().WithSettings(new() { ["OpenAI:IdleUndeployHours"] = $"{hours}" }).StartAsync();

    private static async Task<JsonElement> ListAsync(Gateway gateway) => Assert.Single(
        (await gateway.CallAsync("""{"event_name":"list_models"}""")).Json.GetProperty("models").EnumerateArray(), model => model.GetProperty("kind").GetString() == "trained");

    private static async Task<TrainingJob> FindAsync(Gateway gateway, string job) =>
        (await gateway.Jobs().FindAsync("default", job, TestContext.Current.CancellationToken))!;
}
