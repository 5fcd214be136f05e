namespace BotGateway.Http;

/// <summary>Truncates texts from clients and services.</summary>
internal static class ShortText
{
    /// <summary>The longest explanation that is stored; with a row's other texts, it stays below Table Storage's 1 MiB per row.</summary>
    public const int Explanation = 100_000;

    /// <summary>How much of a client's text an error quotes: more than the length of any valid id.</summary>
    public const int Quoted = 128;

    public const int Word = 64;

    public static string Shorten(this string text, int most) => text.Length <= most
        ? text
        // Do not split a surrogate pair.
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
}
