namespace BotGateway.Tests.FineTuning;

/// <summary>A client's deployments leave room for those of others in the account's quota.</summary>
public sealed class DeploymentLimitTests(TableService tables)
{
    [Fact]
    public async Task A_model_beyond_the_limit_waits_until_there_is_room_and_other_clients_notice_nothing()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().WithSetting("Clients:0:Deployments", "1").StartAsync();
        var first = await gateway.DeployAsync();

        var second = await gateway.DeployAsync("\"seed\":2");
        var other = await gateway.TrainAsync([], Gateway.Acme);
        gateway.ModelClock.Advance(TimeSpan.FromSeconds(4));
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        var asked = await CallAsync(gateway, "deploy_model", second);
        var removed = await CallAsync(gateway, "undeploy_model", first);
        var again = await CallAsync(gateway, "deploy_model", second);

        var reason = $"At most 1 of your models may be deployed at a time ('{first}'); 'undeploy_model' makes room.";
        Assert.Equal((200, "Wanted", reason), (asked.Status, asked["state"], asked["problem"]));
        Assert.Equal("Succeeded", (await gateway.CheckAsync(other, Gateway.Acme)).Json.GetProperty("deployment").GetProperty("state").GetString());
        Assert.Equal(("Undeployed", "Creating", null), (removed["state"], again["state"], again["problem"]));
        Assert.Equal(3, gateway.Management.Calls.Count("put-deployment"));
    }

    [Fact]
    public async Task A_message_to_an_idle_model_for_which_there_is_no_room_says_so_and_deploys_nothing()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments()
            .WithSettings(new() { ["Clients:0:Deployments"] = "1", ["OpenAI:IdleUndeployHours"] = "1" }).StartAsync();
        var idle = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(idle);
        await gateway.TickAfterAsync(TimeSpan.FromHours(3));
        Assert.Equal("Idle", await gateway.StateAsync(idle));
        var busy = await gateway.DeployAsync("\"seed\":2");
        Assert.Equal("Succeeded", await gateway.StateAsync(busy));
        var puts = gateway.Management.Calls.Count("put-deployment");

        var talk = await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal(429, talk.Status);
        Assert.Contains($"At most 1 of your models may be deployed at a time ('{busy}')", talk.Text, StringComparison.Ordinal);
        Assert.NotNull(talk.RetryAfter);
        Assert.Equal(puts, gateway.Management.Calls.Count("put-deployment"));
    }

    private static Task<Answer> CallAsync(Gateway gateway, string name, string model) =>
        gateway.CallAsync(new { event_name = name, model });
}
