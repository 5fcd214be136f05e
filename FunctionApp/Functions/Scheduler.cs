using BotGateway.Routines;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using BotGateway.Training;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Functions;

/// <summary>The timer. Its schedule is the setting <c>SchedulerSchedule</c>: six cron fields, seconds first, in UTC.</summary>
/// <param name="jobs">Follows fine-tuning jobs.</param>
/// <param name="routines">Runs routines.</param>
/// <param name="housekeeping">Deletes what is old.</param>
/// <param name="ticks">Remembers when the last tick was.</param>
/// <param name="metrics">Counts ticks.</param>
/// <param name="clock">Measures the tick.</param>
public sealed class Scheduler(
    OpenJobs jobs, DueRoutines routines, Housekeeping housekeeping, TickLog ticks, GatewayMetrics metrics, TimeProvider clock)
{
    // Ticks come every minute and do not overlap on Azure: what is not begun in this time the next one begins ...
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    // ... and what has begun has the longest model call (3 minutes) left to come to its end.
    private static readonly TimeSpan WholeTime = TimeSpan.FromMinutes(4);

    /// <summary>Does what is due.</summary>
    /// <param name="timer">What the host says of the timer; late and repeated ticks are all the same to the gateway.</param>
    /// <param name="context">The invocation; a host that shuts down cancels it.</param>
    /// <returns>A task that ends when the tick is over. Items that it did not come to stay due.</returns>
    [Function("Scheduler")]
    public async Task Run([TimerTrigger("%SchedulerSchedule%")] TimerInfo timer, FunctionContext context)
    {
        using var span = Tracing.StartInvocation("Scheduler", context);
        using var end = new CancellationTokenSource(WholeTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, context.CancellationToken);
        var startUntil = clock.GetUtcNow() + StartTime;

        // Side by side: what hangs or fails in one of them takes neither their time nor their turn from the others.
        try
        {
            await Task.WhenAll(
                jobs.FollowAsync(startUntil, either.Token),
                routines.RunAsync(startUntil, either.Token),
                housekeeping.CleanAsync(either.Token));
            await ticks.RecordAsync(either.Token);
            metrics.CountTick();
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }
}
