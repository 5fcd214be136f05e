using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>
/// Recognizes most good examples that need no warning, messages of text alone, in one pass and without an allocation. What it does not recognize may still be
/// good: <see cref="ExampleRules"/> and <see cref="ExampleWarnings"/> decide.
/// </summary>
internal static class PlainExample
{
    [Flags]
    private enum Parts
    {
        None = 0,
        System = 1,
        User = 2,
        Assistant = 4,
        Tool = 8,
        Role = System | User | Assistant | Tool,
        Content = 16,
        Name = 32,
        Weight = 64,
        ToolCallId = 128,
    }

    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool Is(ReadOnlySpan<byte> example, int mostValues)
    {
        var reader = new Utf8JsonReader(example, StrictJson.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !IsNamed(ref reader, "messages"u8))
            return false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return false;

        var (values, endsWithAssistant) = (2, false);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var parts = ReadMessage(ref reader, ref values);
            if (!IsMessage(parts) || values > mostValues)
                return false;
            endsWithAssistant = Has(parts, Parts.Assistant);
        }

        return endsWithAssistant && reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private static bool IsMessage(Parts parts) =>
        Has(parts, Parts.Role)
        && Has(parts, Parts.Content)
        && (!Has(parts, Parts.Weight) || Has(parts, Parts.Assistant))
        && !Has(parts, Parts.ToolCallId | Parts.Tool);

    private static bool Has(Parts parts, Parts any) => (parts & any) != 0;

    // None where there is anything out of the ordinary.
    private static Parts ReadMessage(ref Utf8JsonReader reader, ref int values)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Parts.None;

        var parts = Parts.None;
        values++;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            values++;
            var part = ReadProperty(ref reader);
            // Neither a second role, nor any other property twice.
            if (part == Parts.None || Has(parts, Has(part, Parts.Role) ? Parts.Role : part))
                return Parts.None;
            parts |= part;
        }

        return parts;
    }

    private static Parts ReadProperty(ref Utf8JsonReader reader)
    {
        var part = reader switch
        {
            { ValueIsEscaped: true } => Parts.None,
            _ when reader.ValueSpan.SequenceEqual("role"u8) => Parts.Role,
            _ when reader.ValueSpan.SequenceEqual("content"u8) => Parts.Content,
            _ when reader.ValueSpan.SequenceEqual("name"u8) => Parts.Name,
            _ when reader.ValueSpan.SequenceEqual("weight"u8) => Parts.Weight,
            _ when reader.ValueSpan.SequenceEqual("tool_call_id"u8) => Parts.ToolCallId,
            _ => Parts.None,
        };
        reader.Read();
        return part switch
        {
            Parts.Role => ReadRole(ref reader),
            Parts.Weight => reader.TokenType == JsonTokenType.Number && reader.ValueSpan is [(byte)'1'] ? part : Parts.None,
            Parts.Name => reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false } && MessageName.IsTaken(reader.ValueSpan) ? part : Parts.None,
            _ => IsText(ref reader) ? part : Parts.None,
        };
    }

    private static Parts ReadRole(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Parts.None;

        var role = reader.ValueSpan;
        return role.SequenceEqual("user"u8) ? Parts.User
            : role.SequenceEqual("assistant"u8) ? Parts.Assistant
            : role.SequenceEqual("system"u8) || role.SequenceEqual("developer"u8) ? Parts.System
            : role.SequenceEqual("tool"u8) ? Parts.Tool
            : Parts.None;
    }

    private static bool IsText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && !reader.ValueSpan.IsEmpty
        && !(reader.ValueIsEscaped && EscapedText.HasHalfPair(reader.ValueSpan));

    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.SequenceEqual(name);
}
