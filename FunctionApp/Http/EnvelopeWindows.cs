using System.Text.Json;

namespace BotGateway.Http;

/// <summary>
/// Finds the payload of a large unauthenticated request by reading only its first and last 32 KiB: the first if <c>payload</c> comes first, as all known
/// clients send it, the last if <c>body</c> does. A payload found at the end is a guess, because the part between is unread; <see cref="EnvelopeScan"/>
/// confirms it after authentication.
/// </summary>
internal static class EnvelopeWindows
{
    /// <summary>How much is read in total; a smaller request is read whole.</summary>
    public const int MostBytes = 64 * 1024;

    private const int WindowBytes = MostBytes / 2;

    /// <returns>The payload; empty if none was found.</returns>
    /// <exception cref="GatewayException">Invalid: the part that was read is malformed or not an object.</exception>
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

    /// <returns>Null if the window ends before the payload does.</returns>
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

    // An escaped name may be any name.
    private static bool IsPayload(ref Utf8JsonReader reader) =>
        !(reader.ValueIsEscaped && EscapedText.HasHalfPair(reader.ValueSpan)) && reader.ValueTextEquals("payload"u8);

    // Only a property of the request itself is followed by the end of one object; a property within the body is followed by the end of the body too.
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
                // Only checks that it can be read to its end.
            }
        }
        catch (JsonException)
        {
            return null;
        }

        for (var i = 0; i < 3; i++)
            reader.Read(); // Object, name, value.
        return Payload.Read(ref reader);
    }
}
