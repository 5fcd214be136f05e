using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotGateway.OpenAI;

/// <summary>Messages in the form that the service takes, so that those of a history need not be written again with each new one.</summary>
/// <param name="Utf8">JSON objects, with commas between them.</param>
internal readonly record struct ChatMessages(ReadOnlyMemory<byte> Utf8)
{
    // Of letters with accents too; the default would write each as six characters.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ChatMessages Of(params ReadOnlySpan<ChatMessage> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Unescaped))
        {
            json.WriteStartArray();
            foreach (var message in messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.Role);
                json.WriteString("content", message.Content);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        // Without the array's brackets.
        return new ChatMessages(buffer.WrittenSpan[1..^1].ToArray());
    }
}
