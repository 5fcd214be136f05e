using System.Globalization;
using System.Net.Http.Headers;

namespace BotGateway.Models;

/// <summary>How long a service asks to wait.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Reads Azure's own header with milliseconds, else the standard one, which holds whole seconds or a date (RFC 9110, 10.2.3).</summary>
    /// <param name="header">Gives a header of the answer by its name; null where it has none.</param>
    /// <param name="now">What a date is counted from.</param>
    /// <returns>How long; null where the service does not say.</returns>
    public static TimeSpan? Read(Func<string, string?> header, DateTimeOffset now)
    {
        if (uint.TryParse(header("retry-after-ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return TimeSpan.FromMilliseconds(milliseconds);

        return RetryConditionHeaderValue.TryParse(header("Retry-After"), out var wait)
            ? wait.Delta ?? (wait.Date > now ? wait.Date - now : TimeSpan.Zero)
            : null;
    }
}
