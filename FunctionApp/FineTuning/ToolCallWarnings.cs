using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>Calls without results, results without calls, and calls of functions that are not listed.</summary>
internal static class ToolCallWarnings
{
    /// <param name="place">What comes before a message's number.</param>
    public static IEnumerable<string> Of(JsonElement messages, JsonElement? tools, string place = "Message")
    {
        var listed = tools?.EnumerateArray().Select(tool => tool.Find("function")?.Find("name")?.GetString()).ToHashSet() ?? [];
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var message in messages.EnumerateArray())
        {
            number++;
            if (message.Find("tool_call_id") is { } id)
            {
                if (!open.Remove(id.GetString()!))
                    yield return $"{place} {number}: it is the result of call '{Quote(id)}', which no message before it makes.";
                continue;
            }

            foreach (var warning in WithoutResult(open, place))
                yield return warning;
            open.Clear();
            if (message.Find("tool_calls") is not { } calls)
                continue;
            foreach (var call in calls.EnumerateArray())
            {
                open[call.Find("id")!.Value.GetString()!] = number;
                var name = call.Find("function")!.Value.Find("name")!.Value;
                if (!listed.Contains(name.GetString()))
                    yield return $"{place} {number}: it calls '{Quote(name)}', which 'tools' does not list.";
            }
        }

        // An example may end with calls: to make them is what is learned.
        foreach (var warning in WithoutResult(open, place).Where(_ => open.Values.Any(at => at < number)))
            yield return warning;
    }

    private static IEnumerable<string> WithoutResult(Dictionary<string, int> open, string place) =>
        open.Select(call => $"{place} {call.Value}: call '{call.Key.Shorten(ShortText.Quoted)}' has no result in the messages after it.");

    private static string Quote(JsonElement text) => text.GetString()!.Shorten(ShortText.Quoted);
}
