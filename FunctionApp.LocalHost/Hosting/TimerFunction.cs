using System.Reflection;
using Cronos;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function that a timer triggers.</summary>
internal sealed class TimerFunction
{
    private readonly FunctionMethod<TimerTriggerAttribute> _method;
    private readonly CronExpression _schedule;

    private TimerFunction(FunctionMethod<TimerTriggerAttribute> method, IConfiguration settings)
    {
        _method = method.Returning<Task>();
        _schedule = Parse(Resolve(method.Trigger.Schedule, settings));
    }

    /// <summary>The function's name, unique in the app.</summary>
    public string Name => _method.Name;

    /// <summary>Finds the timer functions of an app.</summary>
    /// <param name="app">The app's assembly.</param>
    /// <param name="settings">The app settings, which hold the schedules.</param>
    /// <returns>The functions.</returns>
    /// <exception cref="StartupException">A schedule's setting is missing or is not a schedule.</exception>
    public static IReadOnlyList<TimerFunction> Discover(Assembly app, IConfiguration settings) =>
        [.. FunctionMethod<TimerTriggerAttribute>.Discover(app).Select(method => new TimerFunction(method, settings))];

    /// <summary>Finds the time of the next tick.</summary>
    /// <param name="now">The time.</param>
    /// <returns>A later time, in UTC; null where the schedule has none.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset now) => _schedule.GetNextOccurrence(now, TimeZoneInfo.Utc);

    /// <summary>Calls the function.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <returns>A task that ends when the tick is over.</returns>
    public Task InvokeAsync(FunctionContext invocation) => (Task)_method.Invoke(new TimerInfo(), invocation);

    // As on Azure, %Name% takes an app setting whose name has no colons.
    private string Resolve(string schedule, IConfiguration settings)
    {
        if (schedule is not ['%', .. var name, '%'])
            return schedule;
        return settings[name] is { Length: > 0 } value
            ? value
            : throw new StartupException(
                $"Setting '{name}' is missing: the schedule of function {Name}, six cron fields with the seconds first.");
    }

    private CronExpression Parse(string schedule)
    {
        try
        {
            return CronExpression.Parse(schedule, CronFormat.IncludeSeconds);
        }
        catch (CronFormatException wrong)
        {
            throw new StartupException(
                $"'{schedule}' is not a schedule for function {Name}: it takes six cron fields with the seconds first ({wrong.Message}).",
                wrong);
        }
    }
}
