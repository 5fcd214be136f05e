using System.Globalization;
using System.Text.Json;

namespace BotGateway.Authentication.Tokens;

/// <summary>Reads the times of tokens, which may come in any of JSON's spellings of a number: <c>1</c>, <c>1.0</c>, <c>1e0</c>.</summary>
internal static class WholeNumber
{
    // As many digits as decimal holds exactly.
    private const int MostCharacters = 28;

    /// <summary>Reads a whole number.</summary>
    /// <returns>The number, or null where it is none, has a fraction, or is out of range.</returns>
    public static long? Read(JsonElement value, long most) =>
        Parse(value) is { } number && decimal.IsInteger(number) && number >= 0 && number <= most ? (long)number : null;

    /// <summary>Reads a number that may have a fraction, which is left out.</summary>
    /// <returns>The number, or null where it is none, or out of range.</returns>
    public static long? ReadFloor(JsonElement value, long most) =>
        Parse(value) is { } number && number >= 0 && number <= most ? (long)number : null;

    private static decimal? Parse(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && value.GetRawText() is { Length: <= MostCharacters } text
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
