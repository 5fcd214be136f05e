using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>What the tools of an example must be.</summary>
internal static class ToolRules
{
    private const int LongestRead = 1024;

    public static IEnumerable<string> Check(JsonElement example)
    {
        if (example.Find("tools") is { } tools)
        {
            if (tools.ValueKind != JsonValueKind.Array || tools.EnumerateArray().Any(tool => tool.ValueKind != JsonValueKind.Object))
                yield return "'tools' must be an array of objects.";
            else if (!tools.EnumerateArray().All(IsFunction))
                yield return "'tools' must hold functions: {\"type\":\"function\",\"function\":{\"name\"}}.";
            else if (tools.EnumerateArray().Any(tool => !HasGoodName(tool.Find("function")!.Value)))
                yield return $"'tools' must name each function with {FunctionNames}.";
            else if (tools.EnumerateArray().Any(HasPropertyArray))
                yield return "'tools' must have an object for 'properties', not an array; without parameters, {}.";
        }

        if (example.Find("parallel_tool_calls") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
            yield return "'parallel_tool_calls' must be true or false.";
    }

    internal const string FunctionNames = "1 to 64 letters, digits, hyphens and underscores";

    internal static bool HasGoodName(JsonElement function) =>
        function.Find("name") is { } name && name.GetRawText() is { Length: <= LongestRead } && MessageName.IsOfFunction(name.GetString()!);

    private static bool IsFunction(JsonElement tool) =>
        tool.Find("type")?.ValueEqualsText("function") == true && tool.Find("function")?.Find("name")?.IsText() == true;

    // Programs without a type for it write an empty object as an array.
    private static bool HasPropertyArray(JsonElement tool) =>
        tool.Find("function")?.Find("parameters")?.Find("properties") is { ValueKind: JsonValueKind.Array };
}
