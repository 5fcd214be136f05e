namespace BotGateway.Http;

/// <summary>Embeds texts of clients and services in sentences.</summary>
internal static class Sentence
{
    private const string Ends = ".!?…。！？";

    // Characters that may follow the end of a sentence and still belong to it.
    private const string Closers = "\"'`)]}»”’";

    /// <summary>Ends a text with a full stop if it has none, so that another sentence can follow.</summary>
    /// <param name="text">The text of a service or a client.</param>
    /// <returns>Empty if the text is.</returns>
    public static string End(string? text)
    {
        var whole = text?.Trim() ?? "";
        if (whole.Length == 0 || whole.TrimEnd([.. Closers]) is [.., var last] && Ends.Contains(last))
            return whole;

        // Such as a colon with nothing after it.
        return whole.TrimEnd(':', ';', ',', ' ') is { Length: > 0 } said ? $"{said}." : "";
    }

    /// <summary>Ends a sentence, with a text of a service or client after a colon if there is one.</summary>
    public static string EndWith(string? text) => End(text) is { Length: > 0 } said ? $": {said}" : ".";

    public static string Join(params ReadOnlySpan<string?> sentences)
    {
        var ended = new List<string>(sentences.Length);
        foreach (var sentence in sentences)
        {
            if (End(sentence) is { Length: > 0 } text)
                ended.Add(text);
        }

        return string.Join(' ', ended);
    }
}
