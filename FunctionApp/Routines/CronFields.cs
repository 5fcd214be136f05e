using BotGateway.Http;
using Cronos;

namespace BotGateway.Routines;

/// <summary>Reads cron expressions with errors that name the field that is wrong and say what it takes.</summary>
internal static class CronFields
{
    /// <summary>How long an expression may be, in UTF-16 characters.</summary>
    public const int MaxLength = 256;

    private static readonly (string Name, string Takes)[] All =
    [
        ("second", Taking("0 to 59")),
        ("minute", Taking("0 to 59")),
        ("hour", Taking("0 to 23")),
        ("day of month", Taking("1 to 31") + ", 'L' or 'W'"),
        ("month", Taking("1 to 12") + " or JAN to DEC"),
        ("day of week", Taking("0 to 7") + ", SUN to SAT, '5L' or '1#2'"),
    ];

    /// <exception cref="GatewayException">Invalid, naming <c>schedule</c>.</exception>
    public static CronExpression Parse(string expression)
    {
        // Cronos also takes macros such as '@daily', which the protocol does not know.
        var fields = Split(expression);
        if (fields.Length is not (5 or 6))
            throw GatewayException.Invalid($"'schedule' must be a cron expression of five or six fields; it has {fields.Length}.");

        return TryParse(expression, fields.Length, out var fault) ?? throw new GatewayException(ErrorKind.Invalid, Explain(fields), fault);
    }

    /// <summary>Whether an expression is due at intervals, not at fixed times, in Cronos' sense.</summary>
    public static bool IsInterval(string expression)
    {
        var fields = Split(expression);
        return fields.Take(fields.Length - 3).Any(field => field.AsSpan().ContainsAny("*-/"));
    }

    private static string[] Split(string expression) => expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static CronExpression? TryParse(string expression, int fields, out Exception? fault)
    {
        try
        {
            fault = null;
            return CronExpression.Parse(expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (Exception e)
        {
            // Of any type: it can only be caused by the text.
            fault = e;
            return null;
        }
    }

    private static string Explain(string[] fields)
    {
        const string Form = "'schedule' must be a cron expression of five or six fields, separated by spaces";
        for (var i = 0; i < fields.Length; i++)
        {
            var alone = string.Join(' ', fields.Select((field, j) => j == i ? field : "*"));
            if (TryParse(alone, fields.Length, out _) is null)
            {
                var (name, takes) = All[i + All.Length - fields.Length];
                return $"{Form}; the {name} is '{fields[i]}', but takes {takes}.";
            }
        }

        return $"{Form}, of which minute and hour take numbers.";
    }

    private static string Taking(string range) => $"numbers from {range}, such as '5', '1,15', '1-5' or '*/5', or '*'";
}
