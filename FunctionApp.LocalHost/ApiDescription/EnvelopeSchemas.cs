using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The schemas of the envelope around the contract records.</summary>
internal static class EnvelopeSchemas
{
    public const string Request = "Request";
    public const string Success = "SuccessResponse";
    public const string Unauthorized = "UnauthorizedResponse";

    public static IEnumerable<(string Name, JsonObject Schema)> Create(JsonObject body, JsonObject success) =>
    [
        (Request, Closed(("payload", ContractSchemas.ReferenceTo("Payload")), ("body", body))),
        ("Payload", Payload()),
        (Success, success),
        (Unauthorized, Closed(("status", new JsonObject { ["const"] = 401 }), ("message", new JsonObject { ["const"] = "unauthorized" }))),
    ];

    private static JsonObject Payload()
    {
        var payload = Closed(("token", Text("A JWT, or an encrypted token in base64.")));
        var fields = payload["properties"]!.AsObject();
        fields["signature"] = Text("The client's signature of an encrypted token, in base64; a JWT has none.", "null");
        fields["key_id"] = Text("The client id; default: default.", "null");
        fields["key_id"]!["pattern"] = "^[a-z0-9-]{1,64}$";
        return payload;
    }

    private static JsonObject Text(string description, params string[] more) => new()
    {
        ["type"] = more.Length == 0 ? "string" : ContractSchemas.ToArray(more.Prepend("string")),
        ["description"] = description,
    };

    private static JsonObject Closed(params (string Name, JsonObject Schema)[] fields) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema))),
        ["required"] = ContractSchemas.ToArray(fields.Select(field => field.Name)),
        ["additionalProperties"] = false,
    };
}
