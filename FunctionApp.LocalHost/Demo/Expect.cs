using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>Checks responses against docs/api.md.</summary>
internal static class Expect
{
    /// <summary>Checks a success: 200, the event's canonical name, a request id.</summary>
    public static JsonObject Success(GatewayAnswer answer, string eventName)
    {
        That(answer.Status == 200, $"HTTP 200 was expected, not {answer.Status}: {answer.Body}");
        That(!string.IsNullOrEmpty(answer.RequestId), "the response has no x-request-id");
        var fields = Object(answer.Body);
        That(Text(fields, "event") == eventName, $"\"event\" should be \"{eventName}\"");
        return fields;
    }

    public static void That(bool holds, string failure)
    {
        if (!holds)
            throw new DemoFailureException(failure);
    }

    /// <summary>Reads a non-empty text.</summary>
    public static string Text(JsonObject fields, string name)
    {
        var text = fields[name] is JsonValue value && value.TryGetValue<string>(out var found) ? found : null;
        That(!string.IsNullOrEmpty(text), $"\"{name}\" should be a non-empty text");
        return text!;
    }

    /// <summary>Reads a time in Unix seconds, or null.</summary>
    public static DateTimeOffset? UnixSeconds(JsonObject fields, string name)
    {
        That(fields.TryGetPropertyValue(name, out var field), $"\"{name}\" is missing");
        if (field is null)
            return null;

        // 100,000,000,000 s is the year 5138; a larger number must be milliseconds.
        That(
            field is JsonValue value && value.TryGetValue<long>(out var number) && number is > 0 and < 100_000_000_000,
            $"\"{name}\" should be Unix seconds or null");
        return DateTimeOffset.FromUnixTimeSeconds((long)field);
    }

    private static JsonObject Object(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject fields)
                return fields;
        }
        catch (JsonException)
        {
            // Reported below, like any other response that is not an object.
        }

        throw new DemoFailureException($"the response is not a JSON object: {json}");
    }
}
