using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>What an example must be for the service to train on it, as the wire protocol's "Known keys" and Azure's rules for training data say.</summary>
internal static class ExampleRules
{
    // The longest name of a property that is known has fewer; a longer one is not read whole.
    private const int LongestName = 256;

    private static readonly HashSet<string> ExampleKeys = ["messages", "tools", "parallel_tool_calls"];

    public static IEnumerable<ExampleFault> Check(Example example) =>
        CheckExample(example).Select(message => new ExampleFault(example.Line, message));

    private static IEnumerable<string> CheckExample(Example example)
    {
        if (example.SyntaxError is { } error)
            return [error];
        if (example.Value.ValueKind != JsonValueKind.Object)
            return ["An example must be an object with 'messages'."];

        return [
            .. Unknown(example.Value, ExampleKeys, "the example"),
            .. CheckTools(example.Value),
            .. CheckMessages(example.Value),
        ];
    }

    private static IEnumerable<string> CheckTools(JsonElement example)
    {
        if (example.Find("tools") is { } tools)
        {
            if (tools.ValueKind != JsonValueKind.Array || tools.EnumerateArray().Any(tool => tool.ValueKind != JsonValueKind.Object))
                yield return "'tools' must be an array of objects.";
            else if (!tools.EnumerateArray().All(IsFunction))
                yield return "'tools' must hold functions: {\"type\":\"function\",\"function\":{\"name\"}}.";
        }

        if (example.Find("parallel_tool_calls") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
            yield return "'parallel_tool_calls' must be true or false.";
    }

    private static bool IsFunction(JsonElement tool) =>
        tool.Find("type")?.ValueEqualsText("function") == true && tool.Find("function")?.Find("name")?.IsText() == true;

    private static IEnumerable<string> CheckMessages(JsonElement example)
    {
        if (example.Find("messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
            return ["'messages' must be an array with at least one message."];

        var faults = messages.EnumerateArray()
            .SelectMany((message, i) => MessageRules.Check(message).Select(fault => $"Message {i + 1}: {fault}"));
        var assistants = messages.EnumerateArray().Any(message => message.Find("role")?.ValueEqualsText("assistant") == true);
        return assistants ? faults : faults.Append("An example needs at least one assistant message.");
    }

    internal static IEnumerable<string> Unknown(JsonElement value, HashSet<string> known, string where) =>
        from property in value.EnumeratePresent()
        let name = NameOf(property)
        where !known.Contains(name)
        select $"'{name.Shorten(ShortText.Quoted)}' is not a property of {where}.";

    private static string NameOf(JsonProperty property) =>
        JsonMarshal.GetRawUtf8PropertyName(property) is { Length: > LongestName } raw ? Encoding.UTF8.GetString(raw[..LongestName]) : property.Name;

    internal static bool ValueEqualsText(this JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    internal static bool IsText(this JsonElement value) => value.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(value).Length > 2;
}
