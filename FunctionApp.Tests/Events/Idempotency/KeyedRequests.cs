using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Events.Idempotency;

/// <summary>A request of each kind that takes an idempotency key, and what it creates.</summary>
internal static class KeyedRequests
{
    public static readonly string[] Kinds = ["new_bot", "new_thread", "messaging", "train", "team", "routine", "team with routines"];

    public static string Of(string kind, string botId, string threadId, string key)
    {
        JsonNode body = kind switch
        {
            "new_bot" => new JsonObject { ["event_name"] = "new_bot", ["name"] = "Chistero", ["instructions"] = "Cuentas chistes.", ["modelID"] = GatewayBots.Model },
            "new_thread" => new JsonObject { ["event_name"] = "new_thread" },
            "messaging" => new JsonObject { ["event_name"] = "messaging", ["botID"] = botId, ["threadID"] = threadId, ["message"] = $"Hola {key}" },
            "train" => JsonNode.Parse(Examples.Train())!,
            "team" => new JsonObject { ["event_name"] = "bot_routine", ["modelID"] = GatewayBots.Model },
            "routine" => new JsonObject { ["event_name"] = "bot_routine", ["botID"] = botId, ["threadID"] = threadId, ["schedule"] = "0 12 * * *", ["message"] = "Resumen" },
            "team with routines" => new JsonObject { ["event_name"] = "bot_routine", ["modelID"] = GatewayBots.Model, ["schedule"] = "0 12 * * *", ["message"] = "Resumen" },
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        body["idempotency_key"] = key;
        return body.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>How many bots, threads, turns, routines, jobs and jobs at the model service one request creates.</summary>
    public static int[] CreatedBy(string kind) => kind switch
    {
        "new_bot" => [1, 1, 0, 0, 0, 0],
        "new_thread" => [0, 1, 0, 0, 0, 0],
        "messaging" => [0, 0, 1, 0, 0, 0],
        "train" => [0, 0, 0, 0, 1, 1],
        "team" => [4, 4, 0, 0, 0, 0],
        "routine" => [0, 0, 0, 1, 0, 0],
        "team with routines" => [4, 4, 0, 4, 0, 0],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static int[] Sum(int[] some, int[] others) => [.. some.Zip(others, (one, other) => one + other)];

    /// <summary>What there is, as <see cref="CreatedBy"/> counts it.</summary>
    public static async Task<int[]> CountAsync(string connectionString, string dataDirectory)
    {
        var service = new TableServiceClient(connectionString);
        var jobs = new DirectoryInfo(Path.Combine(dataDirectory, "openai", "jobs"));
        return
        [
            await CountAsync(service, "bots", ""),
            await CountAsync(service, "threads", "thread"),
            await CountAsync(service, "threads", "turn_"),
            await CountAsync(service, "routines", "routine_"),
            await CountAsync(service, "jobs", "job_"),
            jobs.Exists ? jobs.GetFiles("*.json").Length : 0,
        ];
    }

    private static async Task<int> CountAsync(TableServiceClient service, string table, string prefix)
    {
        var client = service.GetTableClient(table);
        await client.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        return await client.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: TestContext.Current.CancellationToken)
            .CountAsync(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}
