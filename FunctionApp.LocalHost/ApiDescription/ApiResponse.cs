using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.ApiDescription;

internal static class ApiResponse
{
    private const string RequestId = "x-request-id";

    /// <summary>The component for each header.</summary>
    public static JsonObject Headers => new()
    {
        [RequestId] = Header("Identifies the request in the gateway's log.", "string"),
        ["Retry-After"] = Header("Seconds to wait before the request is sent again.", "integer"),
        ["Allow"] = Header("The methods that are accepted.", "string"),
        ["Accept-Encoding"] = Header("The encodings that a body can have.", "string"),
    };

    public static JsonObject Create(
        string description, string schema, IEnumerable<(string Name, string? Summary, JsonObject Value)> examples, params string[] headers)
    {
        return new JsonObject
        {
            ["description"] = description,
            ["headers"] = new JsonObject(headers.Prepend(RequestId).Select(ReferTo)),
            ["content"] = Content(ContractSchemas.ReferenceTo(schema), examples),
        };
    }

    public static JsonObject Content(JsonObject schema, IEnumerable<(string Name, string? Summary, JsonObject Value)> examples)
    {
        var named = new JsonObject();
        foreach (var (name, summary, value) in examples)
            named[name] = summary is null ? new JsonObject { ["value"] = value } : new JsonObject { ["summary"] = summary, ["value"] = value };
        return new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema, ["examples"] = named } };
    }

    private static KeyValuePair<string, JsonNode?> ReferTo(string header) => new(header, new JsonObject { ["$ref"] = $"#/components/headers/{header}" });

    private static JsonObject Header(string description, string type) => new()
    {
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = type },
    };
}
