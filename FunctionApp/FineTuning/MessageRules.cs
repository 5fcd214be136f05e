using System.Runtime.InteropServices;
using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning;

internal static class MessageRules
{
    // Enough for every spelling of 0 and 1 that a program writes.
    private const int LongestNumber = 64;

    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];

    private static readonly HashSet<string> Keys = ["role", "content", "name", "weight", "tool_calls", "tool_call_id"];

    public static IEnumerable<string> Check(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return ["must be an object with 'role' and 'content'."];

        return message.Find("role") is { } given && Array.Find(Roles, known => given.ValueEqualsText(known)) is { } role
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
        // An assistant that calls tools need not say anything.
        var isOptional = role == "assistant" && message.Find("tool_calls") is not null;
        var content = message.Find("content");
        if (content is { ValueKind: JsonValueKind.Array } parts)
            return CheckParts(parts, role, isOptional);
        if (content is null or { ValueKind: JsonValueKind.String } && (isOptional || content?.IsText() == true))
            return [];
        return ["'content' must be a non-empty string."];
    }

    // Only what a user says has anything but text (OpenAI API reference, "The input object of supervised fine-tuning").
    private static IEnumerable<string> CheckParts(JsonElement parts, string role, bool mayBeEmpty)
    {
        if (parts.GetArrayLength() > 0 && parts.EnumerateArray().All(part => IsTextPart(part, mayBeEmpty) || (role == "user" && IsImagePart(part))))
            yield break;
        yield return "'content' as an array must hold text parts ({\"type\":\"text\",\"text\"})"
            + (role == "user"
                ? " and image parts ({\"type\":\"image_url\",\"image_url\":{\"url\"}})."
                : "; image parts are only for user messages.");
    }

    private static IEnumerable<string> CheckName(JsonElement message)
    {
        if (message.Find("name")?.IsText() == false)
            yield return "'name' must be a non-empty string.";
    }

    private static IEnumerable<string> CheckWeight(JsonElement message, string role)
    {
        if (message.Find("weight") is not { } weight)
            yield break;
        if (role != "assistant")
            yield return "'weight' is only for assistant messages.";
        else if (JsonMarshal.GetRawUtf8Value(weight).Length > LongestNumber || !weight.TryGetWhole(out var value) || value is not (0 or 1))
            yield return "'weight' must be 0 or 1.";
    }

    private static IEnumerable<string> CheckTools(JsonElement message, string role)
    {
        if (message.Find("tool_calls") is { } calls)
        {
            if (role != "assistant")
                yield return "'tool_calls' is only for assistant messages.";
            else if (calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() == 0 || !calls.EnumerateArray().All(IsCall))
                yield return "'tool_calls' must hold calls: {\"id\",\"type\":\"function\",\"function\":{\"name\",\"arguments\"}}.";
        }

        var id = message.Find("tool_call_id");
        if (role == "tool" && id?.IsText() != true)
            yield return "'tool_call_id' must name the call that the tool answers.";
        else if (role != "tool" && id is not null)
            yield return "'tool_call_id' is only for tool messages.";
    }

    private static bool IsTextPart(JsonElement part, bool mayBeEmpty) =>
        IsPart(part, "text") && part.Find("text") is { ValueKind: JsonValueKind.String } text && (mayBeEmpty || text.IsText());

    private static bool IsImagePart(JsonElement part) => IsPart(part, "image_url") && part.Find("image_url")?.Find("url")?.IsText() == true;

    private static bool IsPart(JsonElement part, string type) => part.Find("type")?.ValueEqualsText(type) == true;

    private static bool IsCall(JsonElement call) =>
        call.Find("id")?.IsText() == true
        && call.Find("type")?.ValueEqualsText("function") == true
        && call.Find("function") is { } function
        && function.Find("name")?.IsText() == true
        && function.Find("arguments") is { ValueKind: JsonValueKind.String };
}
