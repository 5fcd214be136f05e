using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>Processes one message within the time of an invocation, and sends the rest on as a new message.</summary>
internal sealed partial class WorkRunner(
    Slots slots, WorkQueue queue, IEnumerable<IWorkStep> steps, TimeProvider clock, ILogger<WorkRunner> logger) : IWorkRunner
{
    /// <summary>The longest time of an invocation: the longest model call takes 3 minutes.</summary>
    public static readonly TimeSpan WholeTime = TimeSpan.FromMinutes(4);

    // An invocation ends soon after this, so that an instance can shut down without a long wait: at the latest after the longest model call.
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        if (TryRead(message) is not { } work)
            return;

        var slot = new Slot(work.Client, work.Slot, work.Token);
        if (await slots.TryKeepAsync(slot, cancellationToken) is not { } version)
        {
            // A late message: the slot's lease has expired, and its items are dispatched again when their leases expire.
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
            // A retry could not read it either.
            LogMalformed(message.Length);
            return null;
        }
    }

    [LoggerMessage(76, LogLevel.Information, "A message for slot {Slot} arrived after its slot had expired and is dropped")]
    private partial void LogObsolete(string slot);

    [LoggerMessage(77, LogLevel.Error, "A queue message of {Length} characters is not the gateway's and is dropped")]
    private partial void LogMalformed(int length);
}
