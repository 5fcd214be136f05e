using System.Text.Json.Nodes;
using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The requests that the gateway itself sends, to its clients' webhooks.</summary>
internal static class WebhookOperations
{
    private static readonly (string Type, string Summary, Type Data)[] All =
    [
        (WebhookTypes.JobSucceeded, "A training job has succeeded", typeof(JobWebhook)),
        (WebhookTypes.JobFailed, "A training job has failed, or is lost", typeof(JobWebhook)),
        (WebhookTypes.JobCancelled, "A training job has been cancelled", typeof(JobWebhook)),
        (WebhookTypes.ModelReady, "A trained model can be used", typeof(ModelWebhook)),
        (WebhookTypes.RoutineAnswered, "A routine's run was answered", typeof(RoutineWebhook)),
        (WebhookTypes.RoutineFailed, "All attempts of a routine's run failed", typeof(RoutineWebhook)),
        (WebhookTypes.RoutinePaused, "The gateway has paused a routine", typeof(RoutineWebhook)),
    ];

    public static JsonObject Create(ContractSchemas contracts) =>
        new(All.Select(each => KeyValuePair.Create(each.Type, (JsonNode?)new JsonObject { ["post"] = Create(contracts, each.Type, each.Summary, each.Data) })));

    private static JsonObject Create(ContractSchemas contracts, string type, string summary, Type data)
    {
        contracts.AddResponse(data);
        return new JsonObject
        {
            ["summary"] = summary,
            ["parameters"] = new JsonArray(
                Header("webhook-id", "The message's id, the same for every try."),
                Header("webhook-timestamp", "When this try was sent, in Unix seconds."),
                Header("webhook-signature", "v1, a comma, and the base64 of HMAC-SHA256 over id, timestamp and body, joined by periods.")),
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = SchemaOf(type, data) } },
            },
            ["responses"] = new JsonObject { ["2XX"] = new JsonObject { ["description"] = "Received. After any other answer the message is sent again later; not after 410." } },
        };
    }

    private static JsonObject SchemaOf(string type, Type data) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["const"] = type },
            ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When it happened." },
            ["data"] = ContractSchemas.ReferenceTo(data.Name),
        },
        ["required"] = new JsonArray("type", "timestamp", "data"),
    };

    private static JsonObject Header(string name, string description) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["required"] = true,
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };
}
