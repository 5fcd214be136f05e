using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>
/// Makes examples of a flat conversation, as later clients of the old service send it: each message of the user's and the answer to it is one.
/// </summary>
internal sealed class ConversationExamples : IExampleSource
{
    private readonly ReadOnlyMemory<byte> _messages;

    /// <param name="messages">An array that alternates user and assistant messages, and ends with the assistant's.</param>
    /// <exception cref="GatewayException">Invalid: not an array, or it does not alternate. Nothing is dropped silently.</exception>
    public ConversationExamples(ReadOnlyMemory<byte> messages, string name)
    {
        _messages = messages;
        var reader = new Utf8JsonReader(messages.Span, StrictJson.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw GatewayException.Invalid($"'{name}' must be an array of messages.");

        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            var expected = count % 2 == 0 ? "user" : "assistant";
            if (!IsOf(ref reader, expected))
                throw GatewayException.Invalid($"'{name}' must alternate user and assistant messages: message {count + 1} must be of the {expected}.");
        }

        if (count % 2 != 0)
            throw GatewayException.Invalid($"'{name}' must alternate user and assistant messages: the last message has no answer.");
    }

    public ExampleCursor Open() => new PairCursor(new ArrayWalk(_messages));

    private static bool IsOf(ref Utf8JsonReader message, string role)
    {
        if (message.TokenType != JsonTokenType.StartObject)
            return false;

        var isOf = false;
        while (message.Read() && message.TokenType != JsonTokenType.EndObject)
        {
            var isRole = message.ValueTextEquals("role"u8);
            message.Read();
            if (isRole)
                isOf = message.TokenType == JsonTokenType.String && message.ValueTextEquals(role);
            message.Skip();
        }

        return isOf;
    }
}
