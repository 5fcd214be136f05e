using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>
/// Writes examples as the services' schema has them: without properties that are null, most of which it does not allow (an absent one it does), and with
/// numbers that are integers written as such.
/// </summary>
internal sealed class ExampleWriter(JsonOutput output)
{
    private enum Kind
    {
        Example,
        Message,
        Other,

        // A JSON Schema of the client's, where null is a value ("default", "enum").
        Schema,
    }

    public void Write(ReadOnlySpan<byte> example)
    {
        var reader = new Utf8JsonReader(example, StrictJson.ReaderOptions);
        reader.Read();
        WriteObject(ref reader, Kind.Example);
        output.Write('\n');
    }

    private void WriteObject(ref Utf8JsonReader reader, Kind kind)
    {
        var separator = '{';
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null && kind != Kind.Schema)
                continue;

            output.Write(separator);
            separator = ',';
            output.WriteString(name);
            output.Write(':');
            WriteProperty(ref reader, name, kind);
        }

        if (separator == '{')
            output.Write('{');
        output.Write('}');
    }

    private void WriteProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, Kind kind)
    {
        // "developer" is the newer models' word for "system"; training data knows only the latter.
        if (kind == Kind.Message && IsNamed(name, "role"u8) && reader.ValueTextEquals("developer"u8))
            output.Write("\"system\""u8);
        else if (kind == Kind.Message && IsNamed(name, "weight"u8))
            output.Write(reader.GetDouble() == 0 ? '0' : '1');
        else
            WriteValue(ref reader, KindOf(name, kind));
    }

    private void WriteValue(ref Utf8JsonReader reader, Kind kind)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            WriteObject(ref reader, kind);
        else if (reader.TokenType == JsonTokenType.StartArray)
            WriteArray(ref reader, kind);
        else if (reader.TokenType == JsonTokenType.String)
            output.WriteString(reader.ValueSpan);
        else
            output.Write(reader.ValueSpan);
    }

    private void WriteArray(ref Utf8JsonReader reader, Kind kind)
    {
        var separator = '[';
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            output.Write(separator);
            separator = ',';
            WriteValue(ref reader, kind);
        }

        if (separator == '[')
            output.Write('[');
        output.Write(']');
    }

    private static Kind KindOf(ReadOnlySpan<byte> name, Kind parent) => parent switch
    {
        Kind.Example when IsNamed(name, "messages"u8) || IsNamed(name, "preferred_output"u8) || IsNamed(name, "non_preferred_output"u8) => Kind.Message,
        // Of preferences: the conversation that the outputs answer.
        Kind.Example when IsNamed(name, "input"u8) => Kind.Example,
        Kind.Other when IsNamed(name, "parameters"u8) => Kind.Schema,
        Kind.Schema => Kind.Schema,
        _ => Kind.Other,
    };

    // An escaped spelling ("\u0072ole") has passed the rules as the same name.
    private static bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) =>
        name.SequenceEqual(expected) || (name.Contains((byte)'\\') && EscapedText.AreEqual(name, expected));
}
