using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The operations that need no authentication.</summary>
internal static class ProbeOperations
{
    private static readonly HealthResponse Healthy = new()
    {
        Status = 200,
        Vault = "ok",
        Tables = "ok",
        Model = "ok",
        Timer = "ok",
        LastTick = new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.Zero),
    };

    public static JsonObject CreateHealth() => new()
    {
        ["operationId"] = "getHealth",
        ["summary"] = "Whether the external services respond and the timer ticks",
        ["responses"] = new JsonObject
        {
            ["200"] = Health("All of them do.", "healthy", Healthy),
            ["503"] = Health("A service does not respond, or the timer does not tick.", "vault_out_of_reach", Healthy with
            {
                Status = 503,
                Message = "No answer from: vault.",
                RequestId = ErrorExample.RequestId,
                Vault = "out of reach",
            }),
        },
    };

    public static JsonObject CreateOpenApi() => new()
    {
        ["operationId"] = "getOpenApi",
        ["summary"] = "This document",
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "The document.",
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } } },
            },
            ["404"] = new JsonObject { ["description"] = "OpenApi__Enabled is false." },
        },
    };

    private static JsonObject Health(string description, string name, HealthResponse response) => ApiResponse.Create(
        description,
        nameof(HealthResponse),
        [(name, null, JsonSerializer.SerializeToNode(response, ContractsJson.SerializerOptions.GetTypeInfo(typeof(HealthResponse)))!.AsObject())]);
}
