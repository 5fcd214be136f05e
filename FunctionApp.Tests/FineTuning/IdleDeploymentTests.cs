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
    public async Task A_deployment_that_answered_before_the_setting_was_switched_on_is_removed_too()
    {
        var builder = new GatewayBuilder(tables).WithClock().WithDeployments().WithTables(tables.NewConnectionString());
        await using var before = await builder.StartAsync();
        var job = await before.DeployAsync();
        var bot = await before.NewBotOnAsync(job);
        await before.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);
        await using var after = await builder.WithSetting("OpenAI:IdleUndeployHours", "3").StartAsync();

        after.Clock.Advance(Hour / 2);
        await after.Service<ModelUse>().RecordAsync(new(AuthenticatedClient.DefaultId, "", new HashSet<string>()), job, TestContext.Current.CancellationToken);
        await after.TickAfterAsync(3 * Hour);
        var early = (await FindAsync(after, job)).Deployment!.State;
        await after.TickAfterAsync(Hour);

        Assert.Equal(("Succeeded", "Idle"), (early, (await FindAsync(after, job)).Deployment!.State));
        Assert.Equal(1, after.Management.Calls.Count("delete-deployment"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task What_an_earlier_deployment_answered_is_not_listed(int hours)
    {
        await using var gateway = await StartAsync(hours);
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);
        await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);

        await gateway.CallAsync($$"""{"event_name":"undeploy_model","model":"{{job}}"}""");
        var undeployed = await ListAsync(gateway);
        await gateway.TickAfterAsync(Hour);
        await gateway.CallAsync($$"""{"event_name":"deploy_model","model":"{{job}}"}""");
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        var again = await ListAsync(gateway);

        Assert.Equal("Succeeded", again.GetProperty("deployment").GetProperty("state").GetString());
        Assert.False(undeployed.TryGetProperty("last_used_at", out _));
        Assert.Equal(hours > 0, again.TryGetProperty("last_used_at", out var usedAt));
        if (hours > 0)
            Assert.InRange(gateway.Clock.GetUtcNow() - usedAt.GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task The_answer_is_kept_before_its_use_is_recorded()
    {
        await using var gateway = await StartAsync(hours: 3);
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);
        gateway.Clock.Advance(2 * Hour);
        gateway.Tables.Forget();

        await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);

        var writes = gateway.Tables.Requests.Where(TableFaults.Writes).ToList();
        var (answer, use) = (writes.FindIndex(write => write.Contains("Assistant", StringComparison.Ordinal)), writes.FindIndex(write => write.Contains("UsedAt", StringComparison.Ordinal)));
        Assert.InRange(answer, 0, use - 1);
    }

    [Fact]
    public async Task A_trained_model_is_listed_with_what_an_hour_of_its_deployment_costs_also_while_there_is_none()
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
        Assert.Equal(1.7, removed.GetProperty("cost_per_hour").GetDouble());
    }

    private Task<Gateway> StartAsync(int hours) => new GatewayBuilder(tables).WithClock().WithDeployments().WithSettings(new() { ["OpenAI:IdleUndeployHours"] = $"{hours}" }).StartAsync();

    private static async Task<JsonElement> ListAsync(Gateway gateway) => Assert.Single(
        (await gateway.CallAsync("""{"event_name":"list_models"}""")).Json.GetProperty("models").EnumerateArray(), model => model.GetProperty("kind").GetString() == "trained");

    private static async Task<TrainingJob> FindAsync(Gateway gateway, string job) =>
        (await gateway.Jobs().FindAsync("default", job, TestContext.Current.CancellationToken))!;
}
