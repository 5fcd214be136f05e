using System.Text.Json;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>A gateway to look at: its trained models are deployed, its prices are known, and its model service takes time only when it is looked at.</summary>
internal static class ConsoleGateway
{
    /// <summary>A file is processed in two looks.</summary>
    public static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    /// <summary>A job takes some dozens of looks: its curve can be watched.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public static GatewayBuilder WithConsole(this GatewayBuilder builder) => builder
        .WithModelClock(Quick, DateTimeOffset.UtcNow).WithDeployments().WithTimers()
        .WithSetting("Clients:0:DailyTokens", "1000000")
        .WithSetting("Prices:0:Model", GatewayBots.Model)
        .WithSetting("Prices:0:TrainingPerMillionTokens", "5")
        .WithSetting("Prices:0:InputPerMillionTokens", "4")
        .WithSetting("Prices:0:OutputPerMillionTokens", "16")
        .WithSetting("Prices:0:HostingPerHour", "1.7");

    /// <summary>Everything that a view can show: a deployed model, a job that runs, one that failed, bots with conversations, routines with runs.</summary>
    public static async Task FillAsync(this Gateway gateway, string hostile)
    {
        await gateway.CallTrainAsync("\"suffix\":\"chistero\"");
        await gateway.CallTrainAsync("\"suffix\":\"fail\"");
        gateway.ModelClock.Advance(TimeSpan.FromSeconds(5)); // Both have ended.
        var model = await gateway.DeployedModelAsync();
        foreach (var (name, id) in new[] { ("Chistero", model), ("Contable", GatewayBots.Model), (hostile, GatewayBots.Model) })
        {
            var bot = await gateway.CallAsync(new { event_name = "new_bot", name, instructions = $"Te llamas {name}. Respondes con brevedad.", modelID = id });
            var talk = new Talk(bot["bot_id"]!, bot["thread_id"]!);
            Assert.Equal(200, (await gateway.SendAsync(talk, $"¿Qué vendimos ayer? {hostile}")).Status);
            var routine = await gateway.CallAsync(new
            {
                event_name = "bot_routine",
                schedule = "0 */2 * * *",
                time_zone = "America/Lima",
                name = $"Resumen de {name}",
                botID = talk.BotId,
                threadID = talk.ThreadId,
                message = $"Resume el día. {hostile}",
            });
            Assert.Equal(200, (await gateway.ActAsync("run", routine["routine_id"]!)).Status);
        }

        await gateway.CallTrainAsync("\"suffix\":\"segundo\"", $"\"validation_jsonl\":{Examples.Array()}");
        gateway.ModelClock.Advance(TimeSpan.FromSeconds(2.5)); // Half of it, where it stays.
    }

    public static async Task TrainAsync(this Gateway gateway, TimeSpan step, Func<Task> askAsync)
    {
        gateway.ModelClock.AutoAdvanceAmount = Quick; // The file.
        using var creation = gateway.Models.Faults.Hold("create-job");
        var asked = askAsync();
        await creation.Arrived;
        gateway.ModelClock.AutoAdvanceAmount = step;
        creation.Release();
        await asked;
    }

    private static Task CallTrainAsync(this Gateway gateway, params string[] fields) => gateway.TrainAsync(TimeSpan.Zero, async () =>
        Assert.Equal(200, (await gateway.CallAsync(Examples.Train([$"\"model\":\"{GatewayBots.Model}\"", .. fields]))).Status));

    private static async Task<string> DeployedModelAsync(this Gateway gateway)
    {
        while (true)
        {
            var models = (await gateway.CallAsync("""{"event_name":"list_models"}""")).Json.GetProperty("models").EnumerateArray();
            foreach (var model in models.Where(IsDeployed))
                return model.GetProperty("model").GetString()!;
            gateway.ModelClock.Advance(PollInterval);
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
        }
    }

    private static bool IsDeployed(JsonElement model) =>
        model.TryGetProperty("deployment", out var deployment) && deployment.GetProperty("state").GetString() == "Succeeded";
}
