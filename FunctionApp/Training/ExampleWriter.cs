using System.Text.Json;
using BotGateway.Requests;

namespace BotGateway.Training;

/// <summary>
/// Writes examples as the services' schema has them: without properties that are null, most of which it does not allow (an absent one it does), and with
/// numbers that are integers written as such.
/// </summary>
internal static class ExampleWriter
{
    public static void Write(Utf8JsonWriter writer, JsonElement example)
    {
        writer.WriteStartObject();
        foreach (var property in example.EnumeratePresent())
        {
            writer.WritePropertyName(property.Name);
            if (property.Name == "messages")
                WriteArray(writer, property.Value, WriteMessage);
            else
                WriteValue(writer, property.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, JsonElement message)
    {
        writer.WriteStartObject();
        foreach (var property in message.EnumeratePresent())
        {
            writer.WritePropertyName(property.Name);
            // "developer" is the newer models' word for "system"; training data knows only the latter.
            if (property.Name == "role" && property.Value.ValueEquals("developer"))
                writer.WriteStringValue("system");
            else if (property.Name == "weight" && property.Value.TryGetWhole(out var weight))
                writer.WriteNumberValue(weight);
            else
                WriteValue(writer, property.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            WriteObject(writer, value);
        else if (value.ValueKind == JsonValueKind.Array)
            WriteArray(writer, value, WriteValue);
        else
            value.WriteTo(writer);
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartObject();
        foreach (var property in value.EnumeratePresent())
        {
            writer.WritePropertyName(property.Name);
            // A function's parameters are a JSON Schema of the client's, where null is a value ("default", "enum").
            if (property.Name == "parameters")
                property.Value.WriteTo(writer);
            else
                WriteValue(writer, property.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, JsonElement array, Action<Utf8JsonWriter, JsonElement> writeElement)
    {
        writer.WriteStartArray();
        foreach (var element in array.EnumerateArray())
            writeElement(writer, element);
        writer.WriteEndArray();
    }
}
