using System.Reflection;
using BotGateway.Scheduling;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function that a timer triggers.</summary>
internal sealed class TimerFunction
{
    private readonly FunctionMethod<TimerTriggerAttribute> _method;
    private readonly CrontabSchedule _schedule;

    private TimerFunction(FunctionMethod<TimerTriggerAttribute> method, IConfiguration settings)
    {
        _method = method.Returning<Task>();
        _schedule = Read(method.Trigger.Schedule, settings);
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
    public DateTimeOffset? NextAfter(DateTimeOffset now) =>
        // A schedule that never comes ends at the limit, which the library gives back.
        _schedule.GetNextOccurrence(now.UtcDateTime, DateTime.MaxValue) is var next && next < DateTime.MaxValue ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    /// <summary>Calls the function.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <returns>A task that ends when the tick is over.</returns>
    public Task InvokeAsync(FunctionContext invocation) => (Task)_method.Invoke(new TimerInfo(), invocation);

    // As on Azure, %Name% takes an app setting whose name has no colons.
    private static CrontabSchedule Read(string schedule, IConfiguration settings)
    {
        var (name, value) = schedule is ['%', .. var setting, '%'] ? (setting, settings[setting]) : (schedule, schedule);
        return TimerSchedule.FaultOf(name, value) is { } fault ? throw new StartupException(fault) : TimerSchedule.TryParse(value!)!;
    }
}
