using System.Globalization;
using System.Text;

namespace BotGateway.Cli;

/// <summary>Values as text. Control characters in bots' answers and names would reach the terminal as commands, so they are left out.</summary>
internal static class Plain
{
    public static string Text(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '\n' or '\t' || !char.IsControl(character))
                plain.Append(character);
        }

        return plain.ToString();
    }

    /// <summary>On one line.</summary>
    public static string Line(string text) => Text(text).ReplaceLineEndings(" ").Replace('\t', ' ');

    public static string Time(DateTimeOffset? time) =>
        time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";

    public static string Unix(long? seconds) => seconds is { } value ? Time(DateTimeOffset.FromUnixTimeSeconds(value)) : "";

    public static string Number(double? number, string format = "#,0") => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    public static string Cost(double? cost) => Number(cost, "#,0.####");
}
