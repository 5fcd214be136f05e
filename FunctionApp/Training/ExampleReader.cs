using System.Text;
using System.Text.Json;
using BotGateway.Requests;

namespace BotGateway.Training;

/// <summary>Reads training examples in every form that clients send them.</summary>
public static class ExampleReader
{
    /// <summary>Reads the examples to train on: <c>jsonl</c>, or a flat conversation in <c>messages</c> (older spelling: <c>completitions</c>).</summary>
    /// <param name="body">The event's fields.</param>
    /// <returns>The examples, not yet checked, and the field that they came in.</returns>
    /// <exception cref="ProblemException">400: there are none, in two forms, or in one that is not taken.</exception>
    public static (IReadOnlyList<Example> Examples, string Name) ReadTraining(RequestBody body) =>
        (ReadJsonLines(body, "jsonl"), body.FindLarge("messages", "completitions")) switch
        {
            ({ } examples, null) => (examples, "jsonl"),
            (null, { } messages) => (ConversationReader.Read(messages.Value, messages.Name), messages.Name),
            (null, null) => throw ProblemException.BadRequest("'jsonl' is missing: an array of examples, or JSON Lines text."),
            _ => throw ProblemException.BadRequest("Send the examples in 'jsonl' or in 'messages', not in both."),
        };

    /// <summary>Reads a field that holds an array of examples or JSON Lines text.</summary>
    /// <param name="body">The event's fields.</param>
    /// <param name="name">The field's name.</param>
    /// <returns>The examples, not yet checked; null where the field is absent.</returns>
    /// <exception cref="ProblemException">400: the field is neither.</exception>
    public static IReadOnlyList<Example>? ReadJsonLines(RequestBody body, string name)
    {
        if (body.FindLarge(name)?.Value is not { } value)
            return null;
        if (IsFileBuffer(value))
            throw ProblemException.BadRequest($"'{name}' takes no file buffer: send an array of examples, or JSON Lines text.");

        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select((example, i) => new Example(i + 1, example))],
            JsonValueKind.String => [.. ReadLines(value.GetString()!)],
            _ => throw ProblemException.BadRequest($"'{name}' must be an array of examples, or JSON Lines text."),
        };
    }

    private static IEnumerable<Example> ReadLines(string text)
    {
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return ReadLine(number, line);
        }
    }

    private static Example ReadLine(int number, string line)
    {
        try
        {
            using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(line));
            return new Example(number, document.RootElement.Clone());
        }
        catch (ProblemException e)
        {
            // The parser counts within the line.
            return new Example(number, default, e.Message.Replace(" at line 1, position", " at position", StringComparison.Ordinal));
        }
    }

    // The ways in which a file's bytes end up in JSON: Node's Buffer, an array of numbers, base64 text.
    private static bool IsFileBuffer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.TryGetProperty("type", out var type) && type.ValueEqualsText("Buffer"),
        JsonValueKind.Array => value.GetArrayLength() > 0 && value.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Number),
        JsonValueKind.String => IsBase64(value.GetString()!),
        _ => false,
    };

    // JSON Lines of examples have braces, which base64 does not know.
    private static bool IsBase64(string text) =>
        text.StartsWith("data:", StringComparison.Ordinal)
        || (!text.Contains('{') && Convert.TryFromBase64String(text, new byte[text.Length], out var bytes) && bytes > 0);
}
