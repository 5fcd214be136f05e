using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;

namespace BotGateway.Models;

/// <summary>How long a service asks to wait.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Reads Azure's own header with milliseconds, else the standard one, which holds whole seconds or a date (RFC 9110, 10.2.3).</summary>
    /// <param name="response">The answer; null where none came.</param>
    /// <param name="now">What a date is counted from.</param>
    /// <returns>How long; null where the service does not say.</returns>
    public static TimeSpan? Read(PipelineResponse? response, DateTimeOffset now)
    {
        if (response is null)
            return null;
        if (response.Headers.TryGetValue("retry-after-ms", out var text)
            && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return response.Headers.TryGetValue("Retry-After", out text) && RetryConditionHeaderValue.TryParse(text, out var wait)
            ? wait.Delta ?? (wait.Date > now ? wait.Date - now : TimeSpan.Zero)
            : null;
    }
}
