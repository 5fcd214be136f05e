using System.Globalization;

namespace BotGateway.Requests;

/// <summary>Times as answers carry them: ISO 8601 in UTC.</summary>
public static class Iso8601
{
    /// <summary>Writes a time.</summary>
    /// <param name="time">The time.</param>
    /// <returns>For instance <c>2026-11-24T13:00:00Z</c>; with milliseconds only where it is not on the second.</returns>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
