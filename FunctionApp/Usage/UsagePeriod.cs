using System.Globalization;
using BotGateway.Http;

namespace BotGateway.Usage;

/// <summary>The days that a client asks about, the last included.</summary>
internal sealed record UsagePeriod(DateOnly From, DateOnly To)
{
    private const int MostDays = 92;

    /// <exception cref="GatewayException">Invalid, naming the field.</exception>
    public static UsagePeriod Read(string? from, string? to, DateOnly today)
    {
        var last = Read("to", to) ?? today;
        var first = Read("from", from) ?? new DateOnly(last.Year, last.Month, 1);
        if (first > last)
            throw GatewayException.Invalid(FormattableString.Invariant($"'from' ({first:O}) must not be after 'to' ({last:O})."));
        return last.DayNumber - first.DayNumber < MostDays
            ? new UsagePeriod(first, last)
            : throw GatewayException.Invalid($"'from' and 'to' must span at most {MostDays} days.");
    }

    private static DateOnly? Read(string field, string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw GatewayException.Invalid($"'{field}' must be a day such as '2026-11-30'.");
}
