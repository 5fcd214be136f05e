namespace BotGateway.FineTuning;

/// <summary>Names as the services take them.</summary>
internal static class MessageName
{
    private const int MostCharacters = 64;

    /// <summary>Whether a message may have this name: the chat API refuses others ("Expected a string that matches the pattern '^[^\s&lt;|\\/&gt;]+$'").</summary>
    public static bool IsTaken(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= MostCharacters && !name.ContainsAnyInRange((byte)0, (byte)' ') && !name.ContainsAny("<|\\/>"u8);

    /// <summary>Whether a function may have this name: "a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (OpenAI API reference).</summary>
    public static bool IsOfFunction(string name) =>
        name.Length is > 0 and <= MostCharacters && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
}
