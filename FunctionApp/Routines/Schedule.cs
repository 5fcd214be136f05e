using BotGateway.Http;
using BotGateway.Tables;
using NodaTime;

namespace BotGateway.Routines;

/// <summary>When a routine is due: a cron expression in a time zone, with Cronos' rules for the days on which clocks change.</summary>
internal sealed class Schedule
{
    public const string DefaultTimeZone = "UTC";

    // Clocks have never been changed by more than a day at once.
    private const int MostHoursAtOdds = 48;

    private readonly Func<DateTimeOffset, DateTimeOffset?> _next;

    internal Schedule(string expression, string timeZone, Func<DateTimeOffset, DateTimeOffset?> next)
    {
        Expression = expression;
        TimeZone = timeZone;
        _next = next;
    }

    /// <summary>The expression as the client wrote it: five fields from minutes on, or six from seconds on.</summary>
    public string Expression { get; }

    public string TimeZone { get; }

    /// <exception cref="GatewayException">Invalid, naming <c>schedule</c> or <c>time_zone</c>.</exception>
    public static Schedule Parse(string expression, string timeZone)
    {
        var zone = TimeZones.Find(timeZone) ?? throw GatewayException.Invalid("'time_zone' must be an IANA name, such as 'America/Lima'.");
        if (expression.Length > CronFields.MaxLength)
            throw GatewayException.Invalid($"'schedule' has {expression.Length} characters; at most {CronFields.MaxLength} are allowed.");
        if (expression.Any(char.IsControl))
            throw GatewayException.Invalid("'schedule' must be a cron expression of five or six fields, separated by spaces; it has control characters.");
        return Of(expression, timeZone, zone);
    }

    /// <summary>Makes a schedule that was kept, by rules that may have been wider than today's.</summary>
    internal static Schedule Restore(string expression, string timeZone) => Of(
        expression,
        timeZone,
        TimeZones.FindKept(timeZone) ?? throw new UnreadableRowException("column 'TimeZone' names no time zone that is known here"));

    /// <returns>The first due time later than that, or null where there is none.</returns>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        // A due time that is not later than the last would be run, and paid for, again and again. Regardless of what the libraries return, such a
        // time is skipped.
        for (var hours = 0; hours <= MostHoursAtOdds && after.Year < DateTimeOffset.MaxValue.Year; hours++)
        {
            var due = _next(after.ToUniversalTime().AddHours(hours));
            if (due is null || due > after)
                return due;
        }

        return null;
    }

    private static Schedule Of(string expression, string timeZone, DateTimeZone zone)
    {
        var times = new ZonedCron(CronFields.Parse(expression), CronFields.IsInterval(expression), zone);
        return new Schedule(expression, timeZone, after => times.Next(Instant.FromDateTimeOffset(after))?.ToDateTimeOffset());
    }
}
