using System.Text.Json;

namespace BotGateway.Training;

/// <summary>What an example must be for the service to train on it, as the wire protocol's "Known keys" and Azure's rules for training data say.</summary>
public static class ExampleRules
{
    private static readonly HashSet<string> ExampleKeys = ["messages", "tools", "parallel_tool_calls"];

    /// <summary>Checks an example.</summary>
    /// <param name="example">The example.</param>
    /// <returns>All that is wrong with it; nothing where it is right.</returns>
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
        if (example.TryGetProperty("tools", out var tools)
            && (tools.ValueKind != JsonValueKind.Array || tools.EnumerateArray().Any(tool => tool.ValueKind != JsonValueKind.Object)))
        {
            yield return "'tools' must be an array of objects.";
        }

        if (example.TryGetProperty("parallel_tool_calls", out var parallel) && parallel.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            yield return "'parallel_tool_calls' must be true or false.";
    }

    private static IEnumerable<string> CheckMessages(JsonElement example)
    {
        if (!example.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
            return ["'messages' must be an array with at least one message."];

        var faults = messages.EnumerateArray()
            .SelectMany((message, i) => MessageRules.Check(message).Select(fault => $"Message {i + 1}: {fault}"));
        var assistants = messages.EnumerateArray().Any(message =>
            message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var role) && role.ValueEqualsText("assistant"));
        return assistants ? faults : faults.Append("An example needs a message of the assistant's, to learn from.");
    }

    internal static IEnumerable<string> Unknown(JsonElement value, HashSet<string> known, string where) =>
        from property in value.EnumerateObject()
        where !known.Contains(property.Name)
        select $"'{property.Name}' is not a property of {where}.";

    internal static bool ValueEqualsText(this JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    internal static bool IsText(this JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;
}
