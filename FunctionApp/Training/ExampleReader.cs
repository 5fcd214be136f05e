using BotGateway.Requests;
using BotGateway.Training.Data;

namespace BotGateway.Training;

/// <summary>Finds training examples in every form that clients send them.</summary>
internal static class ExampleReader
{
    /// <summary>Finds the examples to train on: <c>jsonl</c>, or a flat conversation in <c>messages</c> (older spelling: <c>completitions</c>).</summary>
    /// <returns>The examples, not yet checked, and the field that they came in.</returns>
    /// <exception cref="ProblemException">400: there are none, in two forms, or in one that is not taken.</exception>
    public static (IExampleSource Examples, string Name) ReadTraining(RequestBody body) =>
        (ReadJsonLines(body, "jsonl"), FindConversation(body)) switch
        {
            ({ } examples, null) => (examples, "jsonl"),
            (null, { } messages) => (new ConversationExamples(messages.Value, messages.Name), messages.Name),
            (null, null) => throw ProblemException.BadRequest("'jsonl' is missing: an array of examples, or JSON Lines text."),
            _ => throw ProblemException.BadRequest("Send the examples in 'jsonl' or in 'messages', not in both."),
        };

    /// <summary>Finds the examples of a field that holds an array of them or JSON Lines text.</summary>
    /// <returns>The examples, not yet checked; null where the field is absent.</returns>
    /// <exception cref="ProblemException">400: the field is neither.</exception>
    public static IExampleSource? ReadJsonLines(RequestBody body, string name) => body.FindRaw(name) is { } json ? Read(json, name) : null;

    private static (ReadOnlyMemory<byte> Value, string Name)? FindConversation(RequestBody body) =>
        (body.FindRaw("messages"), body.FindRaw("completitions")) switch
        {
            (null, null) => null,
            ({ } messages, null) => (messages, "messages"),
            (null, { } messages) => (messages, "completitions"),
            ({ } first, { } second) => first.Span.SequenceEqual(second.Span)
                ? (first, "messages")
                : throw ProblemException.BadRequest("'messages' and 'completitions' are the same field and differ."),
        };

    /// <summary>Finds the examples of a JSON value: an array of them, or a string of JSON Lines.</summary>
    /// <param name="json">The value as it came, without a fault.</param>
    /// <param name="name">Its field, for errors.</param>
    /// <returns>The examples, not yet checked.</returns>
    /// <exception cref="ProblemException">400: the field is neither.</exception>
    public static IExampleSource Read(ReadOnlyMemory<byte> json, string name)
    {
        if (FileBuffer.Is(json))
            throw ProblemException.BadRequest($"'{name}' takes no file buffer: send an array of examples, or JSON Lines text.");

        return json.Span[0] switch
        {
            (byte)'[' => new ArrayExamples(json),
            (byte)'"' => LineExamples.OfText(json),
            _ => throw ProblemException.BadRequest($"'{name}' must be an array of examples, or JSON Lines text."),
        };
    }
}
