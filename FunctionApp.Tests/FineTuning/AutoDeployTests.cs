using BotGateway.FineTuning;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.FineTuning;

public sealed class AutoDeployTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_timer_deploys_a_trained_model_and_bots_use_it_by_its_deployment()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.TrainToEndAsync();

        await gateway.TickAfterAMinuteAsync();
        var creating = await gateway.CheckAsync(job);
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        var done = await gateway.CheckAsync(job);
        var bot = await gateway.NewBotOnAsync(job);
        var talk = await gateway.TalkAsync(bot["bot_id"]!, bot["thread_id"]!);

        Assert.Equal(("succeeded", ""), (creating["status"], creating["model"]));
        Assert.Equal($$"""{"name":"{{job}}","state":"Creating"}""", creating["deployment"]);
        Assert.Equal(("succeeded", job), (done["status"], done["model"]));
        Assert.Equal($$"""{"name":"{{job}}","state":"Succeeded"}""", done["deployment"]);
        Assert.Null(done["note"]);
        Assert.Equal(200, talk.Status);
    }

    [Fact]
    public async Task It_is_asked_for_once_and_looked_at_until_it_is_there()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        await gateway.TrainToEndAsync();
        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();

        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal(
            (1, 3), (gateway.Management.Calls.Count("put-deployment"), gateway.Management.Calls.Count("get-deployment")));
    }

    [Fact]
    public async Task Until_then_no_bot_can_be_made_on_it()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.TrainToEndAsync();
        await gateway.TickAfterAMinuteAsync();

        Assert.Equal(400, (await gateway.NewBotOnAsync(job)).Status);
    }

    [Fact]
    public async Task A_refusal_is_recorded_and_tried_again()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        gateway.Management.Faults.Next("put-deployment", Fault.Status(403, code: "AuthorizationFailed"));
        var job = await gateway.TrainToEndAsync();

        await gateway.TickAfterAMinuteAsync();
        var refused = await gateway.Service<IJobStore>().FindAsync("default", job, Cancellation);
        var shown = await gateway.StateAsync(job);
        await gateway.TickAfterAMinuteAsync();

        Assert.Contains("may not deploy", refused!.Problem, StringComparison.Ordinal);
        Assert.Equal(("Wanted", "Creating"), (shown, await gateway.StateAsync(job)));
    }

    [Fact]
    public async Task The_team_is_made_on_the_deployment_once_that_is_there()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.TrainToEndAsync("\"then\":{\"bot_routine\":true}");
        await gateway.TickAfterAMinuteAsync();
        var before = await gateway.CheckAsync(job);
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        var after = await gateway.CheckAsync(job);

        var team = after.Json.GetProperty("then").GetProperty("bot_routine");
        var finance = team.GetProperty("finance");
        var talk = await gateway.TalkAsync(finance.GetProperty("bot_id").GetString()!, finance.GetProperty("thread_id").GetString()!);

        Assert.False(before.Json.GetProperty("then").GetProperty("bot_routine").GetProperty("made").GetBoolean());
        Assert.True(team.GetProperty("made").GetBoolean());
        Assert.Equal(200, talk.Status);
    }

    [Fact]
    public async Task A_model_named_by_its_deployment_is_trained_further_by_its_own_name()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var job = await gateway.DeployAsync();

        await gateway.TrainToEndAsync($"\"model\":\"{job}\"");

        var asked = gateway.Models.Calls.Of("create-job")[^1].Body!.Value;
        Assert.StartsWith("gpt-4.1-mini-2025-04-14.ft-", asked.GetProperty("model").GetString(), StringComparison.Ordinal);
    }
}
