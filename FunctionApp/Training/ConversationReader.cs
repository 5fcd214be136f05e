using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Requests;

namespace BotGateway.Training;

/// <summary>
/// Makes examples of a flat conversation, as later clients of the old service send it: each message of the user's and the answer to it is one.
/// </summary>
public static class ConversationReader
{
    /// <summary>Reads the conversation.</summary>
    /// <param name="messages">An array that alternates user and assistant messages, and ends with the assistant's.</param>
    /// <param name="name">The field's name, for errors.</param>
    /// <returns>An example per pair.</returns>
    /// <exception cref="ProblemException">400: not an array, or it does not alternate. Nothing is dropped silently.</exception>
    public static IReadOnlyList<Example> Read(JsonElement messages, string name)
    {
        if (messages.ValueKind != JsonValueKind.Array)
            throw ProblemException.BadRequest($"'{name}' must be an array of messages.");

        var all = messages.EnumerateArray().ToList();
        for (var i = 0; i < all.Count; i++)
        {
            var expected = i % 2 == 0 ? "user" : "assistant";
            if (Role(all[i]) != expected)
                throw ProblemException.BadRequest($"'{name}' must alternate user and assistant messages: message {i + 1} must be of the {expected}.");
        }

        if (all.Count % 2 != 0)
            throw ProblemException.BadRequest($"'{name}' must alternate user and assistant messages: the last message has no answer.");

        return [.. all.Chunk(2).Select((pair, i) => new Example(i + 1, Wrap(pair)))];
    }

    private static string? Role(JsonElement message) =>
        message.Find("role") is { ValueKind: JsonValueKind.String } role ? role.GetString() : null;

    private static JsonElement Wrap(JsonElement[] pair)
    {
        var example = new JsonObject { ["messages"] = new JsonArray([.. pair.Select(message => JsonObject.Create(message))]) };
        using var document = JsonDocument.Parse(example.ToJsonString());
        return document.RootElement.Clone();
    }
}
