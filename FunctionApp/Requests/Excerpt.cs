namespace BotGateway.Requests;

/// <summary>What of a client's text an error quotes.</summary>
internal static class Excerpt
{
    // More of an id than any that the gateway or the services give.
    private const int MaxQuoted = 128;

    public static string Of(string text) => text.Length <= MaxQuoted
        ? text
        // Half a surrogate pair is no character.
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted), "…");
}
