using NCrontab;

namespace BotGateway.Scheduling;

/// <summary>The setting <c>SchedulerSchedule</c>, read as the Functions host does: where it cannot, the host starts the app with its timer switched off.</summary>
internal static class TimerSchedule
{
    public const string Setting = "SchedulerSchedule";

    private const string Form = "six cron fields, seconds first, in UTC, for instance '0 * * * * *'";

    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <returns>The schedule, or null if it is none.</returns>
    public static CrontabSchedule? TryParse(string text) => CrontabSchedule.TryParse(text, WithSeconds);

    /// <returns>A line, or null if nothing is wrong.</returns>
    public static string? FaultOf(string name, string? value) => value switch
    {
        null or "" => $"Setting '{name}' is missing: {Form}.",
        _ when TryParse(value) is null => $"Setting '{name}' must be {Form}.",
        _ => null,
    };
}
