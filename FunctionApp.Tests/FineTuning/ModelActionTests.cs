using BotGateway.LocalHost.OpenAI.Simulation;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.FineTuning;

public sealed class ModelActionTests(TableService tables)
{
    public static TheoryData<string> Events => new("deploy_model", "undeploy_model", "delete_model");

    [Fact]
    public async Task Without_automatic_deployment_a_client_deploys_its_model_itself()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().WithSettings(new() { ["OpenAI:AutoDeploy"] = "false" }).StartAsync();
        var job = await gateway.TrainToEndAsync();
        var model = (await gateway.CheckAsync(job))["model"]!;

        var asked = await CallAsync(gateway, "deploy_model", model);
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        var again = await CallAsync(gateway, "deploy_model", job);
        var bot = await gateway.NewBotOnAsync(job);
        var talk = await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);

        Assert.Equal((200, job, job, "Creating"), (asked.Status, asked["model"], asked["job_id"], asked["state"]));
        Assert.Equal("Succeeded", again["state"]);
        Assert.Equal(1, gateway.Management.Calls.Count("put-deployment"));
        Assert.Equal(200, talk.Status);
    }

    [Fact]
    public async Task A_model_that_is_undeployed_stays_so_until_it_is_deployed_again()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);

        var undeployed = await CallAsync(gateway, "undeploy_model", job);
        var silent = await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);
        await gateway.TickAfterAMinuteAsync();
        var puts = gateway.Management.Calls.Count("put-deployment");
        var again = await CallAsync(gateway, "undeploy_model", job);
        await CallAsync(gateway, "deploy_model", job);
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal((200, "Undeployed", null), (undeployed.Status, undeployed["state"], undeployed["problem"]));
        Assert.Equal(400, silent.Status);
        Assert.Contains("'deploy_model' deploys it again", silent.Text, StringComparison.Ordinal);
        Assert.Equal((1, "Undeployed"), (puts, again["state"]));
        Assert.Equal(200, (await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!)).Status);
    }

    [Fact]
    public async Task What_the_management_plane_does_not_do_at_once_the_timer_does()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.DeployAsync();
        gateway.Management.Faults.Next("delete-deployment", Fault.Status(403, message: "No."));

        var asked = await CallAsync(gateway, "undeploy_model", job);
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal((200, "Undeploying"), (asked.Status, asked["state"]));
        Assert.Contains("may not deploy", asked["problem"], StringComparison.Ordinal);
        Assert.Equal("Undeployed", await gateway.StateAsync(job));
    }

    [Fact]
    public async Task A_deleted_model_is_gone_with_its_deployment_and_its_bots_say_so()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.DeployAsync();
        var bot = await gateway.NewBotOnAsync(job);
        Assert.Equal(200, (await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!)).Status);

        var deleted = await CallAsync(gateway, "delete_model", job);
        var again = await CallAsync(gateway, "delete_model", job);
        var talk = await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);
        var list = await gateway.CallAsync("""{"event_name":"list_models"}""");

        Assert.Equal((200, "Deleted", job), (deleted.Status, deleted["state"], deleted["job_id"]));
        Assert.Equal((404, $"There is no model '{job}'."), (again.Status, again["message"]));
        Assert.Equal(400, talk.Status);
        Assert.Contains("is no longer allowed", talk.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), (gateway.Management.Calls.Count("delete-deployment"), gateway.Models.Calls.Count("delete-model")));
        Assert.DoesNotContain(job, list.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await gateway.NewBotOnAsync(job)).Status);
        Assert.Equal(("succeeded", ""), ((await gateway.CheckAsync(job))["status"], (await gateway.CheckAsync(job))["model"]));
    }

    [Fact]
    public async Task A_deletion_that_fails_is_carried_out_by_the_timer_and_the_model_is_gone_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.DeployAsync();
        gateway.Models.Faults.Next("delete-model", Fault.Status(500), times: 3);

        var asked = await CallAsync(gateway, "delete_model", job);
        var again = await CallAsync(gateway, "delete_model", job);
        gateway.Models.Faults.Clear();
        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal((200, "Deleting", 404), (asked.Status, asked["state"], again.Status));
        var row = await gateway.Jobs().FindAsync("default", job, TestContext.Current.CancellationToken);
        Assert.Equal((BotGateway.FineTuning.ModelRemoval.Done, null), (row!.ModelRemoval, row.DueAt));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Anothers_model_and_a_base_model_are_answered_as_one_that_does_not_exist(string name)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.DeployAsync();
        var calls = gateway.Management.Calls.All.Count;

        foreach (var model in new[] { job, "gpt-4.1-mini", "nobodys", "a'b", "ñ/\\#?" })
        {
            var answer = await CallAsync(gateway, name, model, Gateway.Acme);
            Assert.Equal((404, $"There is no model '{model}'."), (answer.Status, answer["message"]));
        }

        Assert.Equal(calls, gateway.Management.Calls.All.Count);
        Assert.Equal("Succeeded", await gateway.StateAsync(job));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_wrong_model_is_a_400_that_names_it(string name)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();

        var missing = await gateway.CallAsync($$"""{"event_name":"{{name}}"}""");
        var wrong = await gateway.CallAsync($$"""{"event_name":"{{name}}","modelID":["a"]}""");

        Assert.Equal((400, "'model' is missing."), (missing.Status, missing["message"]));
        Assert.Equal((400, "'modelID' must be a string."), (wrong.Status, wrong["message"]));
    }

    [Fact]
    public async Task A_quota_that_is_exhausted_is_told_as_such()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().WithSettings(new() { ["OpenAI:AutoDeploy"] = "false", ["OpenAI:DeploymentCapacity"] = "5000" }).StartAsync();
        var job = await gateway.TrainToEndAsync();

        var answer = await CallAsync(gateway, "deploy_model", job);

        Assert.Equal((200, "Wanted"), (answer.Status, answer["state"]));
        Assert.Contains("quota of the gateway's account does not allow this deployment", answer["problem"], StringComparison.Ordinal);
        Assert.Contains("OpenAI__DeploymentCapacity", answer["problem"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capacity_and_kind_of_a_deployment_are_settings()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().WithSettings(new() { ["OpenAI:DeploymentCapacity"] = "7", ["OpenAI:DeploymentSku"] = "DeveloperTier" }).StartAsync();
        await gateway.DeployAsync();

        Assert.Equal(
            """{"name":"DeveloperTier","capacity":7}""",
            gateway.Management.Calls.Of("put-deployment")[0].Body!.Value.GetProperty("sku").GetRawText());
    }

    private static Task<Answer> CallAsync(Gateway gateway, string name, string model, string client = "default") =>
        gateway.CallAsync($$"""{"event_name":"{{name}}","model":{{System.Text.Json.JsonSerializer.Serialize(model)}}}""", client);
}
