using System.Globalization;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Webhooks;

namespace BotGateway.Routines;

/// <summary>What a routine's change tells its client.</summary>
internal static class RoutineEvents
{
    public static IEnumerable<WebhookEvent> Of(Routine before, Routine after, IEnumerable<RoutineRun> runs)
    {
        // After a failed attempt that is not the last one, the run goes on.
        foreach (var told in runs.Where(run => after.Attempt == 0 || run.Outcome == RunOutcome.Answered).SelectMany(run => Of(after, run)))
            yield return told;
        // Not what the client itself has requested.
        if (before.Status == RoutineStatus.Active && after is { Status: RoutineStatus.Paused, Reason: { } reason })
            yield return OfPause(after.Id, after.BotId, after.ThreadId, reason, before.Version);
    }

    public static IEnumerable<WebhookEvent> Of(Routine routine, RoutineRun run)
    {
        var data = new RoutineWebhook { RoutineId = routine.Id, BotId = routine.BotId, ThreadId = routine.ThreadId, Due = run.Due, Attempt = run.Attempt };
        var subject = string.Create(CultureInfo.InvariantCulture, $"{routine.Id} {run.Due.UtcTicks}");
        if (run.Outcome == RunOutcome.Answered)
            yield return new WebhookEvent(WebhookTypes.RoutineAnswered, subject, data);
        else if (run.Outcome == RunOutcome.Failed)
            yield return new WebhookEvent(WebhookTypes.RoutineFailed, subject, data with { Error = run.Error?.Shorten(ShortText.Explanation) });
    }

    /// <param name="version">Of the routine when it was still active.</param>
    public static WebhookEvent OfPause(string id, string? botId, string? threadId, string reason, string version) => new(
        WebhookTypes.RoutinePaused,
        $"{id} {version}",
        new RoutineWebhook { RoutineId = id, BotId = botId, ThreadId = threadId, Reason = reason.Shorten(ShortText.Explanation) });
}
