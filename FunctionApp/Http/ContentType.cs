using System.Buffers;
using System.Text;

namespace BotGateway.Http;

/// <summary>The value of a <c>Content-Type</c> header (RFC 9110, sections 5.6.2, 5.6.4, 5.6.6 and 8.3.1).</summary>
internal static class ContentType
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether it is JSON in UTF-8: <c>application/json</c>, or any type with the suffix <c>+json</c> (RFC 6839, section 3.1).</summary>
    /// <remarks>The grammar has no list, but proxies join repeated headers into one; all members must then be JSON.</remarks>
    public static bool IsJson(string value)
    {
        ReadOnlySpan<char> rest = value;
        do
        {
            if (!SkipJson(ref rest))
                return false;
        }
        while (Skip(ref rest, ','));

        return rest.IsEmpty;
    }

    private static bool SkipJson(ref ReadOnlySpan<char> rest)
    {
        SkipBlanks(ref rest);
        var type = ReadToken(ref rest);
        if (!Skip(ref rest, '/') || !IsJson(type, ReadToken(ref rest)))
            return false;

        while (true)
        {
            SkipBlanks(ref rest);
            if (!Skip(ref rest, ';'))
                return true;
            SkipBlanks(ref rest);
            var name = ReadToken(ref rest);
            if (name.IsEmpty)
                continue; // An empty parameter is allowed.
            if (!Skip(ref rest, '=') || ReadValue(ref rest) is not { } value)
                return false;
            if (Is(name, "charset") && !Is(value, "utf-8"))
                return false;
        }
    }

    private static bool IsJson(ReadOnlySpan<char> type, ReadOnlySpan<char> subtype) =>
        (Is(type, "application") && Is(subtype, "json"))
        || (!type.IsEmpty && subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static string? ReadValue(ref ReadOnlySpan<char> rest)
    {
        if (!Skip(ref rest, '"'))
            return ReadToken(ref rest) is { IsEmpty: false } token ? token.ToString() : null;

        var text = new StringBuilder();
        while (!rest.IsEmpty && rest[0] != '"')
        {
            if (rest[0] == '\\')
                rest = rest[1..];
            if (rest.IsEmpty || (char.IsControl(rest[0]) && rest[0] != '\t'))
                return null;
            text.Append(rest[0]);
            rest = rest[1..];
        }

        return Skip(ref rest, '"') ? text.ToString() : null;
    }

    private static ReadOnlySpan<char> ReadToken(ref ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAnyExcept(TokenCharacters);
        var token = length < 0 ? rest : rest[..length];
        rest = rest[token.Length..];
        return token;
    }

    private static void SkipBlanks(ref ReadOnlySpan<char> rest) => rest = rest.TrimStart(" \t");

    private static bool Skip(ref ReadOnlySpan<char> rest, char character)
    {
        if (rest.IsEmpty || rest[0] != character)
            return false;
        rest = rest[1..];
        return true;
    }

    private static bool Is(ReadOnlySpan<char> text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
