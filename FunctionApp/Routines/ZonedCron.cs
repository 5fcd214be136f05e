using Cronos;
using NodaTime;
using NodaTime.TimeZones;

namespace BotGateway.Routines;

/// <summary>
/// The due times of a cron expression in a time zone. Cronos knows the fields only: it is asked for local times, as if they were UTC's, since its own
/// way with zones trusts <see cref="TimeZoneInfo"/>, which is wrong where daylight saving is negative, as in Europe/Dublin (dotnet/runtime#120915).
/// </summary>
internal sealed class ZonedCron(CronExpression cron, bool isInterval, DateTimeZone zone)
{
    /// <returns>The first due time later than that; null if there is none before the year 9999, up to which zones are computed.</returns>
    public Instant? Next(Instant after)
    {
        var interval = zone.GetZoneInterval(after);
        var local = after.WithOffset(interval.WallOffset).LocalDateTime;
        var match = Counted(interval) is { } first && first > local ? Match(first, inclusive: true) : Match(local, inclusive: false);
        // No expression pauses for longer than the 40 years between two Februaries 29 on one weekday around 2100: few turns.
        while (match is { } time)
        {
            if (!interval.HasEnd || time < interval.IsoLocalEnd)
                return time.WithOffset(interval.WallOffset).ToInstant();

            var next = zone.GetZoneInterval(interval.End);
            // The clock jumps over it.
            if (time < next.IsoLocalStart)
                return interval.End;
            if (isInterval && next.IsoLocalStart < interval.IsoLocalEnd)
                match = Match(next.IsoLocalStart, inclusive: true);
            interval = next;
        }

        return null;
    }

    // The local time from which on times of this interval count: a fixed time that comes twice is due the first time only.
    private LocalDateTime? Counted(ZoneInterval interval) =>
        isInterval || !interval.HasStart ? null : zone.GetZoneInterval(interval.Start - Duration.Epsilon).IsoLocalEnd;

    private LocalDateTime? Match(LocalDateTime from, bool inclusive) =>
        cron.GetNextOccurrence(DateTime.SpecifyKind(from.ToDateTimeUnspecified(), DateTimeKind.Utc), inclusive) is { } found
        && found.Year < DateTime.MaxValue.Year
            ? LocalDateTime.FromDateTime(found)
            : null;
}
