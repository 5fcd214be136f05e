using System.Buffers;
using System.Text.Json;

namespace BotGateway.OpenAI;

/// <summary>The body of a request for an answer. Written directly: it holds the whole history.</summary>
internal static class ChatBody
{
    public static BinaryData Of(ChatRequest request, double? temperature)
    {
        var buffer = new ArrayBufferWriter<byte>(EstimateSize(request));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", request.Model);
            json.WriteStartArray("messages");
            foreach (var messages in request.Messages)
                json.WriteRawValue(messages.Utf8.Span, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteNumber("max_completion_tokens", request.MaxCompletionTokens);
            if (temperature is { } value)
                json.WriteNumber("temperature", value);
            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    // The buffer need not grow.
    private static int EstimateSize(ChatRequest request) => 1_000 + request.Messages.Sum(messages => messages.Utf8.Length + 1);
}
