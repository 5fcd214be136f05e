namespace BotGateway.Tests.Worker;

/// <summary>A worker with vault, models and storage, a routine that is due each second.</summary>
internal sealed class RoutineWorker(TableService tables) : CloudWorker(tables)
{
    /// <summary>What the model answers to the routine, as long as it has answered nothing before.</summary>
    public const string FirstAnswer = $"[Chistero] Recibí «{Message}» (0 mensajes anteriores).";

    private const string Message = "Cuéntame un chiste.";

    public string Routine { get; private set; } = "";

    /// <summary>How many times the model was asked. The question that a worker asks at its start, whether the model is deployed, has no messages.</summary>
    public int TimesAsked => App.Front.Models.Calls.Of("chat").Count(call => call.Body!.Value.GetProperty("messages").GetArrayLength() > 0);

    public static async Task<RoutineWorker> StartAsync(TableService tables)
    {
        var worker = new RoutineWorker(tables);
        await worker.InitializeAsync();
        // It waits for the question of the start, which a test that holds the next one must not mistake for the routine's.
        await worker.App.Session.CallAsync("Health", "GET", "health");
        var bot = await worker.App.SendAsync("""{"event_name":"new_bot","name":"Chistero","instructions":"Te llamas Chistero.","modelID":"gpt-4.1-mini"}""");
        var routine = await worker.App.SendAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"* * * * * *","message":"{{Message}}",
            "botID":"{{bot.GetProperty("bot_id")}}","threadID":"{{bot.GetProperty("thread_id")}}"}
            """);
        worker.Routine = routine.GetProperty("routine_id").GetString()!;
        return worker;
    }

    /// <summary>What has been answered, oldest first. Due times that passed between two ticks are left out.</summary>
    public async Task<IReadOnlyList<(string? Answer, int Attempt)>> AnswersAsync()
    {
        var routine = await App.SendAsync($$"""{"event_name":"bot_routine","action":"get","routine_id":"{{Routine}}"}""");
        var runs = routine.GetProperty("runs").EnumerateArray().ToList();
        Assert.All(runs, run => Assert.NotEqual("failed", run.GetProperty("outcome").GetString()));
        return
        [
            .. runs.Where(run => run.GetProperty("outcome").GetString() == "answered")
                .OrderBy(run => run.GetProperty("due").GetDateTimeOffset())
                .Select(run => (run.GetProperty("answer").GetString(), run.GetProperty("attempt").GetInt32())),
        ];
    }
}
