using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>What an example is to look like in the file, by means of the library's documents: slow, large, and simple.</summary>
internal static class ReferenceWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string example)
    {
        using var document = JsonDocument.Parse(example);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
            Write(writer, document.RootElement, isMessage: false, isVerbatim: false);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isMessage, bool isVerbatim)
    {
        if (isVerbatim || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            value.WriteTo(writer);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var element in value.EnumerateArray())
                Write(writer, element, isMessage, isVerbatim);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (var property in value.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
                Write(writer, property, isMessage);
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonProperty property, bool isMessage)
    {
        writer.WritePropertyName(property.Name);
        if (isMessage && property.NameEquals("role") && property.Value.ValueEquals("developer"))
            writer.WriteStringValue("system");
        else if (isMessage && property.NameEquals("weight"))
            writer.WriteNumberValue((int)property.Value.GetDouble());
        else
            Write(writer, property.Value, property.NameEquals("messages"), property.NameEquals("parameters"));
    }
}
