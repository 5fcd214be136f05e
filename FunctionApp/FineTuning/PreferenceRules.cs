using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>What an example of preferences must be ("Direct preference optimization" in the documentation of Azure OpenAI and of OpenAI).</summary>
internal static class PreferenceRules
{
    private static readonly HashSet<string> ExampleKeys = ["input", "preferred_output", "non_preferred_output"];

    private static readonly HashSet<string> InputKeys = ["messages", "tools", "parallel_tool_calls"];

    private static readonly string[] Outputs = ["preferred_output", "non_preferred_output"];

    public static IEnumerable<ExampleFault> Check(Example example) => CheckExample(example.Value).Select(message => new ExampleFault(example.Line, message));

    /// <summary>What the service may refuse, or not learn from, in an example without faults.</summary>
    public static IEnumerable<string> Warn(JsonElement example)
    {
        var input = example.Find("input")!.Value;
        var messages = input.Find("messages")!.Value;
        if (messages[messages.GetArrayLength() - 1].Find("role")!.Value.ValueEqualsText("assistant"))
            yield return "'input.messages' ends with a message of the assistant's: the outputs do not answer anything.";
        var tools = input.Find("tools");
        foreach (var warning in Warn(messages, tools, "Message").Concat(Outputs.SelectMany(name => Warn(example.Find(name)!.Value, tools, $"'{name}', message"))))
            yield return warning;
        if (Outputs.Select(name => example.Find(name)!.Value.GetRawText()).Distinct().Count() == 1)
            yield return "'preferred_output' and 'non_preferred_output' are the same: there is nothing to learn.";
    }

    private static IEnumerable<string> Warn(JsonElement messages, JsonElement? tools, string place) =>
        ExampleWarnings.OfMessages(messages, place).Concat(ToolCallWarnings.Of(messages, tools, place));

    private static IEnumerable<string> CheckExample(JsonElement example)
    {
        if (example.ValueKind != JsonValueKind.Object)
            return ["An example must be an object with 'input', 'preferred_output' and 'non_preferred_output'."];
        return
        [
            .. ExampleRules.Unknown(example, ExampleKeys, "the example"),
            .. CheckInput(example.Find("input")),
            .. Outputs.SelectMany(name => CheckOutput(example.Find(name), name)),
        ];
    }

    private static IEnumerable<string> CheckInput(JsonElement? input)
    {
        if (input is not { ValueKind: JsonValueKind.Object } value)
            return ["'input' must be an object with 'messages'."];
        return
        [
            .. ExampleRules.Unknown(value, InputKeys, "'input'"),
            .. ToolRules.Check(value),
            .. CheckMessages(value.Find("messages"), "input.messages"),
        ];
    }

    private static IEnumerable<string> CheckOutput(JsonElement? output, string name)
    {
        foreach (var fault in CheckMessages(output, name))
            yield return fault;
        if (output is { ValueKind: JsonValueKind.Array } messages && !messages.EnumerateArray().Any(message => message.Find("role")?.ValueEqualsText("assistant") == true))
            yield return $"'{name}' needs a message of the assistant's.";
    }

    private static IEnumerable<string> CheckMessages(JsonElement? given, string name) =>
        given is { ValueKind: JsonValueKind.Array } messages && messages.GetArrayLength() > 0
            ? messages.EnumerateArray().SelectMany((message, i) => MessageRules.Check(message).Select(fault => $"'{name}', message {i + 1}: {fault}"))
            : [$"'{name}' must be an array with at least one message."];
}
