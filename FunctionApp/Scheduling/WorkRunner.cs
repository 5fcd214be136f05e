using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>Does the work of one message, as far as the time of an invocation goes, and sends the rest on.</summary>
internal sealed partial class WorkRunner(
    Slots slots, WorkQueue queue, IEnumerable<IWorkStep> steps, TimeProvider clock, ILogger<WorkRunner> logger) : IWorkRunner
{
    /// <summary>How long an invocation takes at the most: the longest model call takes 3 minutes.</summary>
    public static readonly TimeSpan WholeTime = TimeSpan.FromMinutes(4);

    // An invocation ends soon after this, so that an instance that is to end need not wait long: at the latest when the longest model call has ended.
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        if (TryRead(message) is not { } work)
            return;

        var slot = new Slot(work.Client, work.Slot, work.Token);
        if (await slots.TryKeepAsync(slot, cancellationToken) is not { } version)
        {
            // It came late: the slot's lease has expired, and its items are dispatched again when theirs have.
            LogObsolete(work.Slot);
            return;
        }

        using var end = new CancellationTokenSource(WholeTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var startUntil = clock.GetUtcNow() + StartTime;
        foreach (var step in steps)
            work = await step.RunAsync(work, startUntil, either.Token);
        if (work.IsDone)
            await slots.ReleaseAsync(slot, version, cancellationToken);
        else
            await queue.SendAsync(work, cancellationToken);
    }

    private Work? TryRead(string message)
    {
        try
        {
            return Work.Read(message);
        }
        catch (JsonException)
        {
            // Nothing that is tried again would read it.
            LogMalformed(message.Length);
            return null;
        }
    }

    [LoggerMessage(76, LogLevel.Information, "A message for slot {Slot} came after its slot had expired, and is dropped")]
    private partial void LogObsolete(string slot);

    [LoggerMessage(77, LogLevel.Error, "A message of {Length} characters in the queue is none of the gateway's, and is dropped")]
    private partial void LogMalformed(int length);
}
