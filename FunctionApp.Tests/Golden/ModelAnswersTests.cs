using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.FineTuning;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Golden;

/// <summary>Models that are deployed, undeployed and deleted.</summary>
public sealed class ModelAnswersTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Later = new(2032, 5, 1, 10, 0, 30, TimeSpan.Zero);

    internal static IReadOnlyList<Scenario> All { get; } = [new("deployed-models", DeployAsync), new("models-changed", ChangeModelsAsync)];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static async Task<string> DeployAsync(TableService tables)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock(new FakeTimeProvider(Later)).WithDeployments().StartAsync();
        var recording = new Recording(gateway);
        recording.Note("A job is trained to its end; the timer ticks.");
        var job = await gateway.TrainToEndAsync("\"then\":{\"bot_routine\":true}");
        await recording.CallAsync(JobAnswersTests.Check(job));
        await gateway.TickAfterAMinuteAsync();
        await recording.CallAsync(JobAnswersTests.Check(job));
        await recording.CallAsync(NewBot(job));
        recording.Note("The deployment is made; the timer ticks.");
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        await recording.CallAsync(JobAnswersTests.Check(job));
        var bot = await recording.CallAsync(NewBot(job));
        var message = $$"""{"event_name":"messaging","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""";
        await recording.CallAsync(message);
        recording.Note("The service has removed the deployment, which nobody used.");
        gateway.Management.Remove(job);
        await recording.CallAsync(message);
        await recording.CallAsync(JobAnswersTests.Check(job));
        recording.Note("The management plane fails; the timer ticks.");
        gateway.Management.Faults.Next("put-deployment", Fault.Status(403, message: "No."), times: 10);
        gateway.Management.Faults.Next("get-deployment", Fault.Status(403, message: "No."), times: 10);
        await gateway.TickAfterAMinuteAsync();
        await recording.CallAsync(JobAnswersTests.Check(job));
        return recording.ToString();
    }

    private static async Task<string> ChangeModelsAsync(TableService tables)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock(new FakeTimeProvider(Later)).WithDeployments().StartAsync();
        var recording = new Recording(gateway);
        recording.Note("A model has been trained and deployed.");
        var job = await gateway.DeployAsync();
        await recording.CallAsync("""{"event_name":"list_models"}""");
        var bot = await recording.CallAsync(NewBot(job));
        var message = $$"""{"event_name":"messaging","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""";
        foreach (var name in new[] { "deploy_model", "undeploy_model" })
        {
            await recording.CallAsync($$"""{"event_name":"{{name}}","model":"{{job}}"}""");
            await recording.CallAsync($$"""{"event_name":"{{name}}","model":"{{job}}"}""", Gateway.Acme);
            await recording.CallAsync($$"""{"event_name":"{{name}}","model":"gpt-4.1-mini"}""");
            await recording.CallAsync($$"""{"event_name":"{{name}}"}""");
        }

        await recording.CallAsync(message);
        await recording.CallAsync($$"""{"event_name":"deploy_model","model":"{{job}}"}""");
        for (var i = 0; i < 2; i++)
            await recording.CallAsync($$"""{"event_name":"delete_model","model":"{{job}}"}""");
        await recording.CallAsync(message);
        await recording.CallAsync("""{"event_name":"list_models"}""");
        return recording.ToString();
    }

    private static string NewBot(string model) => $$"""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"{{model}}"}""";
}
