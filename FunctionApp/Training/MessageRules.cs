using System.Text.Json;

namespace BotGateway.Training;

/// <summary>What a message of an example must be.</summary>
public static class MessageRules
{
    private static readonly HashSet<string> Keys = ["role", "content", "name", "weight", "tool_calls", "tool_call_id"];

    /// <summary>Checks a message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>All that is wrong with it; nothing where it is right.</returns>
    public static IEnumerable<string> Check(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return ["must be an object with 'role' and 'content'."];

        var role = message.TryGetProperty("role", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        return role is "system" or "developer" or "user" or "assistant" or "tool"
            ?
            [
                .. ExampleRules.Unknown(message, Keys, "a message"),
                .. CheckContent(message, role),
                .. CheckName(message),
                .. CheckWeight(message, role),
                .. CheckTools(message, role),
            ]
            : ["'role' must be system, user, assistant, tool or developer."];
    }

    private static IEnumerable<string> CheckContent(JsonElement message, string role)
    {
        var there = message.TryGetProperty("content", out var content) && content.ValueKind != JsonValueKind.Null;
        if (there && content.IsText())
            yield break;
        if (there && content.ValueKind == JsonValueKind.Array && role == "user")
        {
            if (content.GetArrayLength() == 0 || !content.EnumerateArray().All(IsPart))
            {
                yield return "'content' as an array must hold text parts ({\"type\":\"text\",\"text\"}) "
                    + "and image parts ({\"type\":\"image_url\",\"image_url\":{\"url\"}}).";
            }

            yield break;
        }

        if (there || role != "assistant" || !message.TryGetProperty("tool_calls", out _))
            yield return "'content' must be a text that is not empty.";
    }

    private static IEnumerable<string> CheckName(JsonElement message)
    {
        if (message.TryGetProperty("name", out var name) && !name.IsText())
            yield return "'name' must be a text that is not empty.";
    }

    private static IEnumerable<string> CheckWeight(JsonElement message, string role)
    {
        if (!message.TryGetProperty("weight", out var weight))
            yield break;
        if (role != "assistant")
            yield return "'weight' is for messages of the assistant only.";
        else if (weight.ValueKind != JsonValueKind.Number || !weight.TryGetInt32(out var value) || value is not (0 or 1))
            yield return "'weight' must be 0 or 1.";
    }

    private static IEnumerable<string> CheckTools(JsonElement message, string role)
    {
        if (message.TryGetProperty("tool_calls", out var calls))
        {
            if (role != "assistant")
                yield return "'tool_calls' is for messages of the assistant only.";
            else if (calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() == 0 || !calls.EnumerateArray().All(IsCall))
                yield return "'tool_calls' must hold calls: {\"id\",\"type\":\"function\",\"function\":{\"name\",\"arguments\"}}.";
        }

        var hasId = message.TryGetProperty("tool_call_id", out var id);
        if (role == "tool" && !(hasId && id.IsText()))
            yield return "'tool_call_id' must name the call that the tool answers.";
        else if (role != "tool" && hasId)
            yield return "'tool_call_id' is for messages of a tool only.";
    }

    private static bool IsPart(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out var type)
        && ((type.ValueEqualsText("text") && part.TryGetProperty("text", out var text) && text.IsText())
            || (type.ValueEqualsText("image_url") && part.TryGetProperty("image_url", out var image) && image.ValueKind == JsonValueKind.Object
                && image.TryGetProperty("url", out var url) && url.IsText()));

    private static bool IsCall(JsonElement call) =>
        call.ValueKind == JsonValueKind.Object && call.TryGetProperty("id", out var id) && id.IsText()
        && call.TryGetProperty("type", out var type) && type.ValueEqualsText("function")
        && call.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object
        && function.TryGetProperty("name", out var name) && name.IsText()
        && function.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.String;
}
