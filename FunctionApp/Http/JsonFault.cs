using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>
/// Describes why a text is not valid JSON. The parser's own messages mention its options and change between versions, so only its position is used.
/// </summary>
internal readonly ref struct JsonFault(ReadOnlySpan<byte> utf8, int error)
{
    private const string Unknown = "this is not valid JSON.";
    private const string Name = "a property name in double quotes";
    private const string Value = "a value";
    private const string End = "the end";

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private readonly int _error = Math.Min(error, utf8.Length);

    public string Describe()
    {
        var reader = new Utf8JsonReader(_utf8, StrictJson.ReaderOptions);
        var containers = new Stack<JsonTokenType>();
        var (last, end) = (JsonTokenType.None, 0);
        try
        {
            while (reader.Read())
            {
                (last, end) = (reader.TokenType, (int)reader.BytesConsumed);
                if (last is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    containers.Push(last);
                else if (last is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    containers.Pop();
            }

            return Unknown;
        }
        catch (JsonException)
        {
            return DescribeAfter(last, SkipSpace(end), containers.TryPeek(out var container) ? container : JsonTokenType.None);
        }
    }

    private string DescribeAfter(JsonTokenType last, int at, JsonTokenType container)
    {
        var isInObject = container == JsonTokenType.StartObject;
        var separator = container == JsonTokenType.None ? End : isInObject ? "',' or '}'" : "',' or ']'";
        var expected = last switch
        {
            JsonTokenType.None or JsonTokenType.PropertyName => Value,
            JsonTokenType.StartObject => $"{Name} or '}}'",
            JsonTokenType.StartArray => $"{Value} or ']'",
            _ => separator,
        };
        if (expected == separator && container != JsonTokenType.None && ByteAt(at) == ',')
        {
            at = SkipSpace(at + 1);
            if (ByteAt(at) is '}' or ']')
                return $"there must be no comma before '{(char)_utf8[at]}'.";
            expected = isInObject ? Name : Value;
        }

        // If a text ends after a comma, the parser reports the comma's position.
        if (at >= _utf8.Length)
            return Unexpected(expected, at);
        if (at == _error)
            return IsTooDeep(expected) ? $"the nesting is too deep: {StrictJson.MaxDepth} levels are the most." : Unexpected(expected, at);
        return at < _error ? DescribeToken(at, separator) : Unknown;
    }

    // Nothing else can be wrong with the start of a value.
    private bool IsTooDeep(string expected) => expected.StartsWith(Value, StringComparison.Ordinal) && ByteAt(_error) is '{' or '[';

    // The token starts correctly and fails later.
    private string DescribeToken(int at, string separator) => (char)_utf8[at] switch
    {
        '"' => DescribeString(at),
        't' => Unexpected("'true'", _error),
        'f' => Unexpected("'false'", _error),
        'n' => Unexpected("'null'", _error),
        '-' or (>= '0' and <= '9') => DescribeNumber(separator),
        _ => Unknown,
    };

    private string DescribeNumber(string separator) => (char)_utf8[_error - 1] switch
    {
        '0' when ByteAt(_error) is >= '0' and <= '9' => "a number must not start with a zero.",
        >= '0' and <= '9' => Unexpected(separator, _error),
        _ => Unexpected("a digit", _error),
    };

    private string DescribeString(int at)
    {
        for (var i = at + 1; i < _error; i++)
        {
            if (_utf8[i] == '\\')
                i++;
            else if (_utf8[i] == '"')
                return Unexpected("':'", _error);
        }

        return ByteAt(_error) switch
        {
            null => "the closing double quote of a string is missing.",
            < ' ' and var control => $"the control character U+{(int)control:X4} must be escaped in a string.",
            _ when _utf8[_error - 1] == '\\' => $"{Found(_error)} must not follow a backslash; use \\\\ for a backslash itself.",
            _ => "\\u must be followed by four hexadecimal digits.",
        };
    }

    private string Unexpected(string expected, int at) => $"expected {expected}, but found {Found(at)}.";

    private string Found(int at)
    {
        if (at >= _utf8.Length)
            return End;

        Rune.DecodeFromUtf8(_utf8[at..], out var character, out _);
        return character.Value switch
        {
            '/' when ByteAt(at + 1) is '/' or '*' => "a comment",
            '\'' => "a single quote",
            '"' => "a double quote",
            0xFEFF => "a byte-order mark",
            // Nothing invisible.
            var code when Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => $"U+{code:X4}",
            _ => $"'{character}'",
        };
    }

    private char? ByteAt(int at) => at < _utf8.Length ? (char)_utf8[at] : null;

    private int SkipSpace(int at)
    {
        var length = _utf8[at..].IndexOfAnyExcept(" \t\r\n"u8);
        return length < 0 ? _utf8.Length : at + length;
    }
}
