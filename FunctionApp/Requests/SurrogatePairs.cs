using System.Buffers.Text;

namespace BotGateway.Requests;

/// <summary>Looks for halves of surrogate pairs among a JSON string's escapes, without making the string.</summary>
internal static class SurrogatePairs
{
    private const int EscapeLength = 6; // \uD83E

    /// <summary>Whether a half stands alone, which is no character.</summary>
    /// <param name="raw">A string's text between its quotes, its form checked.</param>
    public static bool HasHalf(ReadOnlySpan<byte> raw)
    {
        int at;
        while ((at = raw.IndexOf((byte)'\\')) >= 0)
        {
            raw = raw[at..];
            if (raw[1] != 'u')
            {
                raw = raw[2..];
                continue;
            }

            var unit = ReadUnit(raw);
            raw = raw[EscapeLength..];
            if (char.IsLowSurrogate(unit))
                return true;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (!raw.StartsWith("\\u"u8) || !char.IsLowSurrogate(ReadUnit(raw)))
                return true;
            raw = raw[EscapeLength..];
        }

        return false;
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..EscapeLength], out ushort unit, out _, 'x') ? (char)unit : throw new InvalidDataException("An escape has four hexadecimal digits.");
}
