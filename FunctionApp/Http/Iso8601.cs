using System.Globalization;
using System.Text.RegularExpressions;
using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>Times in requests and responses: ISO 8601, in responses always in UTC.</summary>
internal static partial class Iso8601
{
    public static string Format(DateTimeOffset time) => UtcTimeConverter.Format(time);

    /// <summary>Writes a time with full precision.</summary>
    internal static string Exact(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads any RFC 3339 time with up to nine fractional digits (rounded up to 100 ns), and ISO 8601 times without seconds or with offsets without minutes
    /// or colon. A time without an offset is rejected, because it would depend on the gateway's time zone.
    /// </summary>
    /// <returns>The time in UTC, or null if the text is not such a time.</returns>
    public static DateTimeOffset? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || !DateTime.TryParseExact(
            match.Groups["date"].Value + match.Groups["minute"].Value, "yyyy-MM-ddHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute))
        {
            return null;
        }

        var seconds = Number(match, "second");
        var (hours, minutes) = (Number(match, "hours"), Number(match, "minutes"));
        if (seconds > 60 || hours > 23 || minutes > 59)
            return null;

        var offset = new TimeSpan(hours, minutes, 0);
        var ticks = minute.Ticks + (seconds * TimeSpan.TicksPerSecond) + Fraction(match.Groups["fraction"].Value)
            - (match.Groups["sign"].Value == "-" ? -offset.Ticks : offset.Ticks);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            return null;

        var time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return seconds < 60 || IsAfterLeapSecond(time) ? time : null;
    }

    // A leap second is the last second of a month in UTC; as in Unix time, it counts as the first of the next.
    private static bool IsAfterLeapSecond(DateTimeOffset time) => time.Day == 1 && time.TimeOfDay < TimeSpan.FromSeconds(1);

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    // A tick is 100 ns, seven digits. The rest is rounded up, so that a start is never before the requested time.
    private static int Fraction(string digits)
    {
        var ticks = int.Parse(digits.PadRight(7, '0').AsSpan(0, 7), NumberStyles.None, CultureInfo.InvariantCulture);
        return digits.Length > 7 && digits.AsSpan(7).ContainsAnyExcept('0') ? Math.Min(ticks + 1, (int)TimeSpan.TicksPerSecond - 1) : ticks;
    }

    // RFC 3339 5.6: 't' and 'z' may be lower case, and a space may replace 'T'.
    [GeneratedRegex(
        @"\A(?<date>[0-9-]{10})[Tt ](?<minute>[0-9:]{5})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?)?"
        + @"([Zz]|(?<sign>[+-])(?<hours>[0-9]{2})(:?(?<minutes>[0-9]{2}))?)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
