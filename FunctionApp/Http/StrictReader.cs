using System.Buffers.Text;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>
/// Reads unambiguous JSON only (I-JSON, RFC 7493), in one pass and bounded memory. Rejects what the parser accepts but other parsers may read differently:
/// duplicate properties, unpaired surrogates, numbers beyond a double's range, and exponents beyond an int's, which System.Text.Json cannot compare.
/// </summary>
internal ref struct StrictReader(ReadOnlySpan<byte> utf8)
{
    // A shorter number cannot exceed the largest double, which has 309 digits.
    private const int DigitsOfADouble = 308;

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private readonly OpenNames _names = new();
    private Utf8JsonReader _reader = new(utf8, StrictJson.ReaderOptions);

    public readonly JsonTokenType TokenType => _reader.TokenType;

    public readonly int Depth => _reader.CurrentDepth;

    public readonly int Start => (int)_reader.TokenStartIndex;

    public readonly int End => (int)_reader.BytesConsumed;

    /// <summary>The name that was just read.</summary>
    public readonly string Name => _reader.GetString()!;

    /// <exception cref="JsonException">Malformed, or nested over 64 levels.</exception>
    /// <exception cref="GatewayException">Invalid: well-formed but ambiguous.</exception>
    public bool Read()
    {
        if (!_reader.Read())
            return false;
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject: _names.Open(); break;
            case JsonTokenType.EndObject: _names.Close(); break;
            case JsonTokenType.Number: CheckNumber(); break;
            case JsonTokenType.String: CheckText(); break;
            case JsonTokenType.PropertyName: ReadName(); break;
        }

        return true;
    }

    private void ReadName()
    {
        CheckText();
        if (!_names.HasRoom(_reader.ValueSpan.Length))
            throw GatewayException.Invalid($"The property names at byte {Start + 1} are too many or too long.");
        if (!_names.TryAdd(_utf8, ref _reader))
            throw StrictJson.Duplicate(_utf8, Name, Start);
    }

    private readonly void CheckText()
    {
        if (_reader.ValueIsEscaped && EscapedText.HasHalfPair(_reader.ValueSpan))
            throw GatewayException.Invalid($"The string at byte {Start + 1} contains an unpaired surrogate.");
    }

    private readonly void CheckNumber()
    {
        var exponent = _reader.ValueSpan.IndexOfAny("eE"u8);
        if (exponent < 0 && _reader.ValueSpan.Length <= DigitsOfADouble)
            return;
        if (!(_reader.TryGetDouble(out var number) && double.IsFinite(number) && (exponent < 0 || IsInt(_reader.ValueSpan[(exponent + 1)..]))))
            throw GatewayException.Invalid($"The number at byte {Start + 1} is out of range.");
    }

    private static bool IsInt(ReadOnlySpan<byte> exponent) => Utf8Parser.TryParse(exponent, out int _, out _);
}
