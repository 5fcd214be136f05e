using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>What a service may refuse, or not learn from, in an example that follows all rules.</summary>
internal static class ExampleWarnings
{
    public static IEnumerable<string> Of(JsonElement example)
    {
        var messages = example.Find("messages")!.Value;
        return [.. OfEnd(messages), .. OfWeights(messages), .. OfMessages(messages), .. ToolCallWarnings.Of(messages, example.Find("tools"))];
    }

    /// <summary>What is to be said of conversations of any method.</summary>
    /// <param name="place">What comes before a message's number.</param>
    internal static IEnumerable<string> OfMessages(JsonElement messages, string place = "Message") =>
        from message in messages.EnumerateArray().Select((value, i) => (Value: value, Number: i + 1))
        where message.Value.Find("name") is { } name && !MessageName.IsTaken(TextOf(name))
        select $"{place} {message.Number}: services refuse this 'name'; they take up to 64 characters without blanks, <, >, |, / and \\.";

    private static IEnumerable<string> OfEnd(JsonElement messages)
    {
        if (!IsAssistant(messages[messages.GetArrayLength() - 1]))
            yield return "The last message is not the assistant's: there is nothing to learn at the end.";
    }

    private static IEnumerable<string> OfWeights(JsonElement messages)
    {
        if (messages.EnumerateArray().Where(IsAssistant).All(message => message.Find("weight") is { } weight && weight.TryGetWhole(out var value) && value == 0))
            yield return "Every message of the assistant's has 'weight' 0: there is nothing to learn.";
    }

    private static bool IsAssistant(JsonElement message) => message.Find("role")?.ValueEqualsText("assistant") == true;

    private static byte[] TextOf(JsonElement text) => JsonMarshal.GetRawUtf8Value(text).Length > ShortText.Quoted * 6 ? [] : Encoding.UTF8.GetBytes(text.GetString()!);
}
