using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A JSON value as UTF-8, which is neither parsed nor copied: training data may have megabytes.</summary>
/// <param name="Utf8">Valid JSON.</param>
[JsonConverter(typeof(Converter))]
public sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The field's name as the client spelled it.</summary>
    internal string? Field { get; init; }

    /// <summary>Wraps a text, such as JSON Lines, as a JSON string.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The JSON string.</returns>
    public static RawJson OfText(string text) => new(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text, ContractsJson.Default.String)));

    internal sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new RawJson(Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
