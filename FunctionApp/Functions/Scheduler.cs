using BotGateway.Scheduling;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Functions;

/// <summary>
/// The timer, which only finds what is due and hands it to <see cref="Runner"/> through the queue. Its schedule is the setting <c>SchedulerSchedule</c>: six
/// cron fields, seconds first, in UTC.
/// </summary>
internal sealed class Scheduler(
    IEnumerable<ITickStep> steps, Housekeeping housekeeping, TickLog ticks, GatewayMetrics metrics, TimeProvider clock)
{
    // What has not started by then is left to the next tick ...
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(10);

    // ... and storage that does not respond must not delay the next tick.
    private static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(50);

    /// <param name="timer">The host's information on the timer; late and repeated ticks make no difference.</param>
    [Function("Scheduler")]
    public async Task Run([TimerTrigger("%SchedulerSchedule%")] TimerInfo timer, FunctionContext context)
    {
        using var span = Tracing.StartInvocation("Scheduler", context);
        using var end = new CancellationTokenSource(WholeTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, context.CancellationToken);
        var endBy = clock.GetUtcNow() + StartTime;

        // Concurrently, so that one that hangs or fails does not affect the others.
        try
        {
            await Task.WhenAll([.. steps.Select(step => step.RunAsync(endBy, either.Token)), housekeeping.CleanAsync(either.Token)]);
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
