namespace BotGateway.Http;

/// <summary>Texts of others within sentences of the gateway's.</summary>
internal static class Sentence
{
    private const string Ends = ".!?…。！？";

    // What may stand behind the end of a sentence and still belong to it.
    private const string Closers = "\"'`)]}»”’";

    /// <summary>Ends a text as a sentence ends, so that another one can follow it.</summary>
    /// <param name="text">The text of a service or a client, with or without a full stop of its own.</param>
    /// <returns>The text; empty where there is none.</returns>
    public static string End(string? text)
    {
        var whole = text?.Trim() ?? "";
        if (whole.Length == 0 || whole.TrimEnd([.. Closers]) is [.., var last] && Ends.Contains(last))
            return whole;

        // A colon, say, behind which nothing comes.
        return whole.TrimEnd(':', ';', ',', ' ') is { Length: > 0 } said ? $"{said}." : "";
    }

    /// <summary>Ends a sentence of the gateway's, with a text of others behind a colon where there is one.</summary>
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
