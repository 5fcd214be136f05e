using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>
/// What the simulated model says: who it is, what it was told, how much it saw before, e.g.
/// <c>[Chistero] Recibí «Cuéntame un chiste» (2 mensajes anteriores).</c> Who it is: the system message's <c>name</c>, else what follows
/// "Te llamas" (Tu nombre es, Your name is) at its start, else its first words. Of a long message the first 200 characters come back.
/// </summary>
/// <param name="Text">The answer.</param>
/// <param name="Cut">Whether the limit on tokens cut it.</param>
internal sealed partial record ChatReply(string Text, bool Cut)
{
    private const int LongestEcho = 200;
    private const int FirstWords = 4;

    public static ChatReply To(ChatRequest request, string model)
    {
        var text = $"[{SpeakerIn(request.Messages) ?? model}] {Echo(request.Messages)}";
        return request.MaximumTokens is { } limit && Tokens.In(text) > limit
            ? new(Shortened(text, limit * Tokens.Characters), true)
            : new(text, false);
    }

    private static string? SpeakerIn(IReadOnlyList<ChatMessage> messages)
    {
        if (messages.FirstOrDefault(message => message.IsInstruction) is not { } system)
            return null;
        var start = Start().Match(system.Text).Groups["sentence"].Value;
        return system.Name ?? string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(FirstWords));
    }

    private static string Echo(IReadOnlyList<ChatMessage> messages)
    {
        var conversation = messages.Where(message => !message.IsInstruction).ToList();
        var last = conversation.FindLastIndex(message => message.Role == "user");
        if (last < 0)
            return "No recibí ningún mensaje.";
        var heard = conversation[last].Text;
        var shown = heard.Length > LongestEcho ? Shortened(heard, LongestEcho) + "…" : heard;
        return $"Recibí «{shown}» ({last} {(last == 1 ? "mensaje anterior" : "mensajes anteriores")}).";
    }

    /// <summary>The beginning of a text, without half a surrogate pair at its end.</summary>
    private static string Shortened(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    [GeneratedRegex(@"\A\s*((Te llamas|Tu nombre es|Your name is)\s+)?(?<sentence>[^.,:;!?\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Start();
}
