using BotGateway.Requests;
using Cronos;

namespace BotGateway.Routines;

/// <summary>When a routine is due: a cron expression in a time zone, with Cronos' rules for the days on which clocks change.</summary>
public sealed class Schedule
{
    /// <summary>The zone where a request names none.</summary>
    public const string DefaultTimeZone = "UTC";

    // Files in a Unix machine's folder of zones that are no zones' names.
    private static readonly string[] NotIana = ["localtime", "posixrules"];

    private readonly CronExpression _cron;
    private readonly TimeZoneInfo _zone;

    private Schedule(string expression, CronExpression cron, TimeZoneInfo zone)
    {
        Expression = expression;
        _cron = cron;
        _zone = zone;
    }

    /// <summary>The expression as the client wrote it: five fields from minutes on, or six from seconds on.</summary>
    public string Expression { get; }

    /// <summary>The zone's IANA name.</summary>
    public string TimeZone => _zone.Id;

    /// <summary>Reads a schedule.</summary>
    /// <param name="expression">The cron expression.</param>
    /// <param name="timeZone">The zone's IANA name.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ProblemException">400, naming <c>schedule</c> or <c>time_zone</c>.</exception>
    public static Schedule Parse(string expression, string timeZone)
    {
        if (NotIana.Contains(timeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !zone.HasIanaId)
            throw ProblemException.BadRequest("'time_zone' must be an IANA name, such as 'America/Lima'.");

        // Cronos also takes macros such as '@daily', which the protocol does not know.
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is not (5 or 6))
            throw ProblemException.BadRequest($"'schedule' must be a cron expression of five or six fields; it has {fields}.");
        try
        {
            return new Schedule(expression, CronExpression.Parse(expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard), zone);
        }
        catch (CronFormatException e)
        {
            throw new ProblemException(400, $"'schedule' must be a cron expression of five or six fields: {e.Message}", e);
        }
    }

    /// <summary>Finds the next due time.</summary>
    /// <param name="after">The time after which to look.</param>
    /// <returns>The first due time later than that, or null where there is none.</returns>
    public DateTimeOffset? Next(DateTimeOffset after) => _cron.GetNextOccurrence(after.ToUniversalTime(), _zone)?.ToUniversalTime();
}
