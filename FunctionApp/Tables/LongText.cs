using System.Globalization;
using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>Texts that are longer than a property may be, split over several: <c>Name</c>, <c>Name1</c>, <c>Name2</c>, ...</summary>
internal static class LongText
{
    // A string property holds 64 KiB in UTF-16 (Table service data model): 32 K characters.
    private const int PieceLength = 32 * 1024;

    public static void SetText(this TableEntity entity, string name, string text)
    {
        var piece = 0;
        var start = 0;
        do
        {
            var length = Math.Min(PieceLength, text.Length - start);
            // Half a surrogate pair is no character: it would come back as U+FFFD.
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            entity[PieceName(name, piece++)] = text.Substring(start, length);
            start += length;
        }
        while (start < text.Length);
    }

    public static string GetText(this TableEntity entity, string name)
    {
        var text = entity.GetString(name);
        for (var piece = 1; entity.GetString(PieceName(name, piece)) is { } next; piece++)
            text += next;
        return text;
    }

    public static string? FindText(this TableEntity entity, string name) => entity.ContainsKey(name) ? entity.GetText(name) : null;

    private static string PieceName(string name, int piece) =>
        piece == 0 ? name : name + piece.ToString(CultureInfo.InvariantCulture);
}
