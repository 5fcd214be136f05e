using System.Text.Json;

namespace BotGateway.Http;

/// <summary>Finds a request's parts in one strict pass over all of it.</summary>
internal sealed class EnvelopeScan
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly Dictionary<string, BodyField> _fields = new(StringComparer.Ordinal);
    private bool _isObject;
    private bool _bodyIsObject;

    private EnvelopeScan(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    public Payload Payload { get; private set; } = Payload.None;

    /// <summary>The bytes of the <c>body</c> value exactly as sent; empty if absent.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>The body's fields; null if it is not an object.</summary>
    public Dictionary<string, BodyField>? Fields => _bodyIsObject ? _fields : null;

    /// <exception cref="GatewayException">Invalid: malformed or ambiguous, not an object, or an invalid <c>payload</c>.</exception>
    public static EnvelopeScan Read(ReadOnlyMemory<byte> utf8)
    {
        var scan = new EnvelopeScan(utf8);
        StrictJson.RequireUtf8(utf8.Span);
        ReadOnlyMemory<byte> payload;
        try
        {
            payload = scan.ReadParts();
        }
        catch (JsonException e)
        {
            throw StrictJson.Malformed(utf8.Span, e);
        }

        if (!scan._isObject)
            throw Envelope.NotAnObject();
        if (!payload.IsEmpty)
        {
            var reader = new Utf8JsonReader(payload.Span, StrictJson.ReaderOptions);
            reader.Read();
            scan.Payload = Payload.Read(ref reader);
        }

        return scan;
    }

    /// <returns>The payload's text; empty if absent.</returns>
    private ReadOnlyMemory<byte> ReadParts()
    {
        var reader = new StrictReader(_utf8.Span);
        var payload = default(ReadOnlyMemory<byte>);
        reader.Read();
        _isObject = reader.TokenType == JsonTokenType.StartObject;
        var (part, field) = ("", "");
        var (partStart, fieldStart) = (0, 0);
        while (reader.Read())
        {
            if (reader.Depth == 1 && _isObject)
            {
                if (IsWhole(ref reader, ref part, ref partStart) && part is "payload")
                    payload = _utf8[partStart..reader.End];
                else if (part is "body" && reader.TokenType != JsonTokenType.PropertyName)
                    ReadBody(reader.TokenType, partStart, reader.End);
            }
            else if (reader.Depth == 2 && _bodyIsObject && part is "body" && IsWhole(ref reader, ref field, ref fieldStart))
            {
                _fields[field] = new BodyField(_utf8[fieldStart..reader.End]);
            }
        }

        return payload;
    }

    private void ReadBody(JsonTokenType token, int start, int end)
    {
        if (token == JsonTokenType.StartObject)
            _bodyIsObject = true;
        else if (token != JsonTokenType.StartArray)
            Body = _utf8[start..end];
    }

    private static bool IsWhole(ref StrictReader reader, ref string name, ref int start)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                name = reader.Name;
                return false;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                start = reader.Start;
                return false;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return true;
            default:
                start = reader.Start;
                return true;
        }
    }
}
