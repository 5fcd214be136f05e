namespace BotGateway.Http;

/// <summary>Texts of others, cut to the length that there is room for.</summary>
internal static class ShortText
{
    /// <summary>How much of an explanation is kept: with the longest texts of a row, it stays below the 1 MiB that a row may have.</summary>
    public const int Explanation = 100_000;

    /// <summary>How much of a client's text an error quotes: more of an id than any that the gateway or the services give.</summary>
    public const int Quoted = 128;

    public const int Word = 64;

    public static string Shorten(this string text, int most) => text.Length <= most
        ? text
        // Half a surrogate pair is no character.
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
}
