using System.Reflection;
using BotGateway.Scheduling;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function with a timer trigger.</summary>
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

    /// <exception cref="StartupException">A schedule's setting is missing or invalid.</exception>
    public static IReadOnlyList<TimerFunction> Discover(Assembly app, IConfiguration settings) =>
        [.. FunctionMethod<TimerTriggerAttribute>.Discover(app).Select(method => new TimerFunction(method, settings))];

    /// <returns>The time of the next tick in UTC; null if the schedule has none.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset now) =>
        // For a schedule without further ticks, the library returns the limit.
        _schedule.GetNextOccurrence(now.UtcDateTime, DateTime.MaxValue) is var next && next < DateTime.MaxValue ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    public Task InvokeAsync(FunctionContext invocation) => (Task)_method.Invoke(new TimerInfo(), invocation);

    // As on Azure, %Name% is an app setting whose name has no colons.
    private static CrontabSchedule Read(string schedule, IConfiguration settings)
    {
        var (name, value) = schedule is ['%', .. var setting, '%'] ? (setting, settings[setting]) : (schedule, schedule);
        return TimerSchedule.FaultOf(name, value) is { } fault ? throw new StartupException(fault) : TimerSchedule.TryParse(value!)!;
    }
}
