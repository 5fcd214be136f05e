using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>Checks of what docs/api.md promises.</summary>
internal static class Expect
{
    /// <summary>A success: 200, the event's canonical name, a request id.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="eventName">The canonical name.</param>
    /// <returns>The answer's fields.</returns>
    public static JsonObject Success(GatewayAnswer answer, string eventName)
    {
        That(answer.Status == 200, $"HTTP 200 was expected, not {answer.Status}: {answer.Body}");
        That(!string.IsNullOrEmpty(answer.RequestId), "the answer has no x-request-id");
        var fields = Object(answer.Body);
        That(Text(fields, "event") == eventName, $"\"event\" should be \"{eventName}\"");
        return fields;
    }

    /// <summary>A condition.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="failure">What to say where it does not.</param>
    public static void That(bool holds, string failure)
    {
        if (!holds)
            throw new DemoFailureException(failure);
    }

    /// <summary>A field that holds some text.</summary>
    /// <param name="fields">The answer's fields.</param>
    /// <param name="name">The field's name.</param>
    /// <returns>The text.</returns>
    public static string Text(JsonObject fields, string name)
    {
        var text = fields[name] is JsonValue value && value.TryGetValue<string>(out var found) ? found : null;
        That(!string.IsNullOrEmpty(text), $"\"{name}\" should be a text that is not empty");
        return text!;
    }

    /// <summary>A field that holds a time in Unix seconds, or null.</summary>
    /// <param name="fields">The answer's fields.</param>
    /// <param name="name">The field's name.</param>
    /// <returns>The time.</returns>
    public static DateTimeOffset? UnixSeconds(JsonObject fields, string name)
    {
        That(fields.TryGetPropertyValue(name, out var field), $"\"{name}\" is missing");
        if (field is null)
            return null;

        // 100,000,000,000 s is the year 5138: more can only be milliseconds.
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
            // Said below, as for any other answer that is not an object.
        }

        throw new DemoFailureException($"the answer is not a JSON object: {json}");
    }
}
