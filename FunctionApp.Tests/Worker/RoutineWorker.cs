using System.Text.Json;
using Azure.Storage.Queues.Models;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Worker;

/// <summary>A worker with vault, models and storage, a routine that is due each second, and its host's part in running it: the timer and the queue.</summary>
internal sealed class RoutineWorker : IAsyncDisposable
{
    /// <summary>What the model answers to the routine, as long as it has answered nothing before.</summary>
    public const string FirstAnswer = $"[Chistero] Recibí «{Message}» (0 mensajes anteriores).";

    private const string Message = "Cuéntame un chiste.";
    private const string Timer = "Scheduler";
    private const string QueueFunction = "Runner";

    private readonly GatewayClient _client;
    private readonly Dictionary<string, string?> _settings;

    private RoutineWorker(CloudFront front, Dictionary<string, string?> settings, WorkerSession session)
    {
        Front = front;
        _settings = settings;
        Session = session;
        _client = front.Client();
    }

    public CloudFront Front { get; }

    public WorkerSession Session { get; private set; }

    public string Routine { get; private set; } = "";

    /// <summary>How many times the model was asked. The question that a worker asks at its start, whether the model is deployed, has no messages.</summary>
    public int TimesAsked => Front.Models.Calls.Of("chat").Count(call => call.Body!.Value.GetProperty("messages").GetArrayLength() > 0);

    public HostQueue Queue => new(_settings["AzureWebJobsStorage"]!, Session.Process.Cancellation);

    public static async Task<RoutineWorker> StartAsync(TableService tables)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        var front = await CloudFront.StartAsync();
        var settings = WorkerSettings.Of(tables, front);
        var worker = new RoutineWorker(front, settings, await WorkerSession.StartAsync(WorkerProcess.BuiltApp, settings));
        // It waits for the question of the start, which a test that holds the next one must not mistake for the routine's.
        await worker.Session.CallAsync("Health", "GET", "health");
        var bot = await worker.CallAsync("""{"event_name":"new_bot","name":"Chistero","instructions":"Te llamas Chistero.","modelID":"gpt-4.1-mini"}""");
        var routine = await worker.CallAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"* * * * * *","message":"{{Message}}",
            "botID":"{{bot.GetProperty("bot_id")}}","threadID":"{{bot.GetProperty("thread_id")}}"}
            """);
        worker.Routine = routine.GetProperty("routine_id").GetString()!;
        return worker;
    }

    /// <summary>Ticks until a tick finds the routine due, and fetches the message that it has sent.</summary>
    public async Task<QueueMessage> TickUntilMessageAsync()
    {
        while (true)
        {
            WorkerSession.AssertSuccess(await Session.InvokeTimer(Timer).Response.WaitAsync(Session.Process.Cancellation));
            if (await Queue.TryReceiveAsync() is { } message)
                return message;
        }
    }

    /// <summary>Begins an invocation with a message.</summary>
    public (string Id, Task<JsonElement> Response) Deliver(QueueMessage message)
    {
        var (id, response) = Session.InvokeQueue(QueueFunction, message.Body.ToString(), HostQueue.MetadataOf(message));
        return (id, response.WaitAsync(Session.Process.Cancellation));
    }

    /// <summary>What has been answered, oldest first. Due times that passed between two ticks are left out.</summary>
    public async Task<IReadOnlyList<(string? Answer, int Attempt)>> AnswersAsync()
    {
        var routine = await CallAsync($$"""{"event_name":"bot_routine","action":"get","routine_id":"{{Routine}}"}""");
        var runs = routine.GetProperty("runs").EnumerateArray().ToList();
        Assert.All(runs, run => Assert.NotEqual("failed", run.GetProperty("outcome").GetString()));
        return
        [
            .. runs.Where(run => run.GetProperty("outcome").GetString() == "answered")
                .OrderBy(run => run.GetProperty("due").GetDateTimeOffset())
                .Select(run => (run.GetProperty("answer").GetString(), run.GetProperty("attempt").GetInt32())),
        ];
    }

    /// <summary>Starts another worker on the same storage, after the first has ended.</summary>
    public async Task RestartAsync()
    {
        await Session.DisposeAsync();
        Session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, _settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Front.DisposeAsync();
    }

    private async Task<JsonElement> CallAsync(string body)
    {
        var (status, answer) = await Session.CallAsync("Dispatcher", "POST", "lambda", _client.CreateRequest(body));
        Assert.True(status == 200, answer);
        return JsonElement.Parse(answer);
    }
}
