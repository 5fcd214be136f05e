using System.Text.Json;

namespace BotGateway.Http;

/// <summary>
/// Finds the payload of a large request whose sender is not authenticated, and looks at no more than the first and the last 32 KiB for that: at the first
/// where <c>payload</c> comes first, as all clients that we know send it, at the last where <c>body</c> does. What it finds in the last is a guess, since
/// all between is unread; <see cref="EnvelopeScan"/> confirms it once the sender is known.
/// </summary>
internal static class EnvelopeWindows
{
    /// <summary>How much is looked at in all. A smaller request is read whole.</summary>
    public const int MostBytes = 64 * 1024;

    private const int WindowBytes = MostBytes / 2;

    /// <returns>The payload; an empty one where there is none to be seen.</returns>
    /// <exception cref="GatewayException">Invalid: what is looked at is malformed, or no object.</exception>
    public static Payload Find(ReadOnlySpan<byte> utf8)
    {
        var head = utf8[..WindowBytes];
        try
        {
            return FindInHead(head, out var isCutOff) ?? FindInTail(utf8[^WindowBytes..]) ?? (isCutOff ? Payload.Oversized : Payload.None);
        }
        catch (JsonException e)
        {
            throw StrictJson.Malformed(head, e);
        }
    }

    /// <returns>Null where the window ends before the payload does.</returns>
    private static Payload? FindInHead(ReadOnlySpan<byte> head, out bool isPayload)
    {
        isPayload = false;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(StrictJson.ReaderOptions));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw Envelope.NotAnObject();

        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return Payload.None;
            isPayload = IsPayload(ref reader);
            if (!reader.Read())
                return null;
            var value = reader;
            if (!reader.TrySkip())
                return null;
            if (isPayload)
                return Payload.Read(ref value);
        }

        return null;
    }

    // Escapes in a name may be anything.
    private static bool IsPayload(ref Utf8JsonReader reader) =>
        !(reader.ValueIsEscaped && EscapedText.HasHalfPair(reader.ValueSpan)) && reader.ValueTextEquals("payload"u8);

    // Only the name of the request's own property is followed by nothing but the end of one object; one in the body has the body's end behind it.
    private static Payload? FindInTail(ReadOnlySpan<byte> tail)
    {
        var left = WindowBytes;
        int at;
        for (var end = tail.Length; (at = tail[..end].LastIndexOf("\"payload\""u8)) >= 0; end = at)
        {
            var rest = tail[at..];
            left -= rest.Length;
            if (left < 0)
                return null;
            if (ReadAtEnd([(byte)'{', .. rest]) is { } payload)
                return payload;
        }

        return null;
    }

    private static Payload? ReadAtEnd(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, StrictJson.ReaderOptions);
        try
        {
            var whole = reader;
            while (whole.Read())
            {
                // Only whether it can be read to its end.
            }
        }
        catch (JsonException)
        {
            return null;
        }

        for (var i = 0; i < 3; i++)
            reader.Read(); // The object, the name, its value.
        return Payload.Read(ref reader);
    }
}
