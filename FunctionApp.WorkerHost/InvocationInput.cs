using System.Text;
using System.Text.Json.Nodes;

namespace BotGateway.WorkerHost;

/// <summary>The trigger's data as the Functions host sends it to a worker.</summary>
internal static class InvocationInput
{
    public static JsonObject Http(string method, string path, string? body, string contentType)
    {
        var http = new JsonObject { ["method"] = method, ["url"] = $"http://localhost:7071/{path}" };
        if (body is not null)
        {
            // For a worker with the capabilities RawHttpBodyBytes and UseNullableValueDictionaryForHttp.
            http["body"] = new JsonObject { ["bytes"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) };
            http["nullableHeaders"] = new JsonObject
            {
                ["content-type"] = new JsonObject { ["value"] = contentType },
                ["content-length"] = new JsonObject { ["value"] = $"{Encoding.UTF8.GetByteCount(body)}" },
            };
        }

        return Input("request", new JsonObject { ["http"] = http });
    }

    public static JsonObject Timer() =>
        Input("timer", new JsonObject { ["json"] = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" });

    public static JsonObject Queue(string message) => Input("message", new JsonObject { ["string"] = message });

    private static JsonObject Input(string name, JsonObject data) => new() { ["name"] = name, ["data"] = data };
}
