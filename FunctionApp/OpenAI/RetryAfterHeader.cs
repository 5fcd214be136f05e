using System.Globalization;
using System.Net.Http.Headers;

namespace BotGateway.OpenAI;

internal static class RetryAfterHeader
{
    // No quota has a longer period; a longer value is a fault, which a client would follow.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Azure's own, with milliseconds, which go before the standard one's seconds.
    private static readonly string[] Milliseconds = ["retry-after-ms", "x-ms-retry-after-ms"];

    /// <summary>Reads Azure's own headers with milliseconds, else the standard one, which holds seconds or a date (RFC 9110, 10.2.3).</summary>
    /// <param name="header">Gives a header of the answer by its name; null where it has none.</param>
    /// <returns>How long, at most a day; null where the service does not say.</returns>
    public static TimeSpan? Read(Func<string, string?> header, DateTimeOffset now)
    {
        foreach (var name in Milliseconds)
        {
            if (ReadNumber(header(name)) is { } milliseconds)
                return Bound(milliseconds / 1000);
        }

        var text = header("Retry-After");
        if (ReadNumber(text) is { } seconds)
            return Bound(seconds);
        return RetryConditionHeaderValue.TryParse(text, out var wait) && wait.Date is { } date ? Bound((date - now).TotalSeconds) : null;
    }

    // Digits of which the standard has only whole ones, but services send fractions too.
    private static double? ReadNumber(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static TimeSpan Bound(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
}
