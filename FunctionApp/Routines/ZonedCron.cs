using Cronos;
using NodaTime;
using NodaTime.TimeZones;

namespace BotGateway.Routines;

/// <summary>
/// The due times of a cron expression in a time zone. Cronos only evaluates the fields, with local times passed as UTC, because its own
/// time zone support relies on <see cref="TimeZoneInfo"/>, which is wrong for negative daylight saving, as in Europe/Dublin (dotnet/runtime#120915).
/// </summary>
internal sealed class ZonedCron(CronExpression cron, bool isInterval, DateTimeZone zone)
{
    /// <returns>The first due time later than that; null if there is none before the year 9999, up to which zones are computed.</returns>
    public Instant? Next(Instant after)
    {
        var interval = zone.GetZoneInterval(after);
        var local = after.WithOffset(interval.WallOffset).LocalDateTime;
        var match = Counted(interval) is { } first && first > local ? Match(first, inclusive: true) : Match(local, inclusive: false);
        // The longest gap of an expression is 40 years (February 29 on a given weekday, around 2100), so there are few iterations.
        while (match is { } time)
        {
            if (!interval.HasEnd || time < interval.IsoLocalEnd)
                return time.WithOffset(interval.WallOffset).ToInstant();

            var next = zone.GetZoneInterval(interval.End);
            // The clock skips it.
            if (time < next.IsoLocalStart)
                return interval.End;
            if (isInterval && next.IsoLocalStart < interval.IsoLocalEnd)
                match = Match(next.IsoLocalStart, inclusive: true);
            interval = next;
        }

        return null;
    }

    // The local time from which times of this interval count: a fixed time that occurs twice is due the first time only.
    private LocalDateTime? Counted(ZoneInterval interval) =>
        isInterval || !interval.HasStart ? null : zone.GetZoneInterval(interval.Start - Duration.Epsilon).IsoLocalEnd;

    private LocalDateTime? Match(LocalDateTime from, bool inclusive) =>
        cron.GetNextOccurrence(DateTime.SpecifyKind(from.ToDateTimeUnspecified(), DateTimeKind.Utc), inclusive) is { } found
        && found.Year < DateTime.MaxValue.Year
            ? LocalDateTime.FromDateTime(found)
            : null;
}
