using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.Tables;

namespace BotGateway.Tests.Events.Idempotency;

/// <summary>A request of each kind that takes an idempotency key, and what it creates.</summary>
internal static class KeyedRequests
{
    private static readonly Dictionary<string, (string Body, int[] Created)> All = new()
    {
        ["new_bot"] = ("""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}""", [1, 1, 0, 0, 0, 0]),
        ["new_thread"] = ("""{"event_name":"new_thread"}""", [0, 1, 0, 0, 0, 0]),
        ["messaging"] = ("""{"event_name":"messaging","botID":"BOT","threadID":"THREAD","message":"Hola KEY"}""", [0, 0, 1, 0, 0, 0]),
        ["train"] = (Examples.Train(), [0, 0, 0, 0, 1, 1]),
        ["team"] = ("""{"event_name":"bot_routine","modelID":"gpt-4.1-mini"}""", [4, 4, 0, 0, 0, 0]),
        ["routine"] = ("""{"event_name":"bot_routine","botID":"BOT","threadID":"THREAD","schedule":"0 12 * * *","message":"Resumen"}""", [0, 0, 0, 1, 0, 0]),
        ["team with routines"] = ("""{"event_name":"bot_routine","modelID":"gpt-4.1-mini","schedule":"0 12 * * *","message":"Resumen"}""", [4, 4, 0, 4, 0, 0]),
    };

    public static IEnumerable<string> Kinds => All.Keys;

    public static string Of(string kind, string botId, string threadId, string key)
    {
        var body = All[kind].Body.Replace("BOT", botId).Replace("THREAD", threadId).Replace("KEY", key);
        return $"{body[..^1]},\"idempotency_key\":{JsonSerializer.Serialize(key)}}}";
    }

    /// <summary>How many bots, threads, turns, routines, jobs and jobs at the model service one request creates.</summary>
    public static int[] CreatedBy(string kind) => All[kind].Created;

    public static int[] Sum(int[] some, int[] others) => [.. some.Zip(others, (one, other) => one + other)];

    /// <summary>What there is, as <see cref="CreatedBy"/> counts it.</summary>
    public static async Task<int[]> CountAsync(string connectionString, string dataDirectory)
    {
        var service = new TableServiceClient(connectionString);
        var jobs = new DirectoryInfo(Path.Combine(dataDirectory, "openai", "jobs"));
        return
        [
            await service.CountAsync("bots"),
            await service.CountAsync("threads", "thread"),
            await service.CountAsync("threads", "turn_"),
            await service.CountAsync("routines", "routine_"),
            await service.CountAsync("jobs", "job_"),
            jobs.Exists ? jobs.GetFiles("*.json").Length : 0,
        ];
    }
}
