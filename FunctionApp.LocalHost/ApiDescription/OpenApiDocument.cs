using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The OpenAPI description of the gateway, docs/openapi.json.</summary>
internal static class OpenApiDocument
{
    // The same output on every machine.
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonObject Create() => Create(AppEvents.List());

    public static string Write(JsonObject document) => $"{document.ToJsonString(Written)}\n";

    private static JsonObject Create(IReadOnlyList<Event> events)
    {
        var contracts = new ContractSchemas();
        var (body, success) = new EventSchemas(contracts).Add(events);
        contracts.AddResponse(typeof(ErrorResponse));
        contracts.AddResponse(typeof(HealthResponse));
        var webhooks = WebhookOperations.Create(contracts);
        foreach (var (name, schema) in EnvelopeSchemas.Create(body, success))
            contracts.Components[name] = schema;
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Bot Gateway",
                ["version"] = typeof(GatewayServices).Assembly.GetName().Version!.ToString(3),
                ["description"] = "Bots, conversations, routines and fine-tuning over one endpoint. docs/api.md explains it. "
                    + "Every request authenticates itself with the token in its payload. "
                    + "In request bodies, null is the same as leaving a field out, and x-aliases lists other spellings of a field.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["security"] = new JsonArray(),
            ["paths"] = new JsonObject
            {
                ["/lambda"] = new JsonObject { ["post"] = LambdaOperation.Create() },
                ["/health"] = new JsonObject { ["get"] = ProbeOperations.CreateHealth() },
                ["/openapi.json"] = new JsonObject { ["get"] = ProbeOperations.CreateOpenApi() },
            },
            ["webhooks"] = webhooks,
            ["components"] = new JsonObject { ["headers"] = ApiResponse.Headers, ["schemas"] = contracts.Components },
        };
    }
}
