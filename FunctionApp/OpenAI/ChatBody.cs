using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotGateway.OpenAI;

/// <summary>The body of a request for an answer. Written directly: it holds the whole history.</summary>
internal static class ChatBody
{
    // Of letters with accents too; the default would write each as six characters.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static BinaryData Of(ChatRequest request, double? temperature)
    {
        var buffer = new ArrayBufferWriter<byte>(EstimateSize(request));
        using (var json = new Utf8JsonWriter(buffer, Unescaped))
        {
            json.WriteStartObject();
            json.WriteString("model", request.Model);
            json.WriteStartArray("messages");
            foreach (var message in request.Messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.Role);
                json.WriteString("content", message.Content);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("max_completion_tokens", request.MaxCompletionTokens);
            if (temperature is { } value)
                json.WriteNumber("temperature", value);
            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    // Most texts fit, and the buffer need not grow.
    private static int EstimateSize(ChatRequest request) => 256 + request.Messages.Sum(message => 50 + message.Content.Length + (message.Content.Length / 8));
}
