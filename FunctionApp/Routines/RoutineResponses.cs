using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.Routines;

internal static class RoutineResponses
{
    private const int MostListed = 256;

    public static RoutineStatusResponse ToStatus(this Routine routine) => new()
    {
        RoutineId = routine.Id,
        RoutineStatus = routine.Status,
        NextRun = routine.Due,
        Reason = routine.Reason,
    };

    public static RoutineStatusResponse ToPaused(this BrokenRoutine broken) => new()
    {
        RoutineId = broken.Id,
        RoutineStatus = RoutineStatus.Paused,
        Reason = Explain(broken),
    };

    public static RoutineDetails ToDetails(this StoredRoutine stored, IEnumerable<RoutineRun> runs) => stored.IsBroken
        ? Of(stored.Broken)
        : Of(stored.Routine) with { Message = stored.Routine.Plan.Message, Runs = [.. runs.Select(run => run.ToResult())] };

    public static RoutineSummary ToSummary(this StoredRoutine stored)
    {
        RoutineSummary routine = stored.IsBroken ? Of(stored.Broken) : Of(stored.Routine);
        return routine with { Name = routine.Name?.Shorten(MostListed), Reason = routine.Reason?.Shorten(MostListed) };
    }

    public static RunResult ToResult(this RoutineRun run) => new()
    {
        Due = run.Due,
        Started = run.Started,
        Finished = run.Finished,
        Attempt = run.Attempt,
        Outcome = run.Outcome,
        Answer = run.Answer,
        Error = run.Error,
        Usage = run.Usage,
        Missed = run.Missed > 0 ? run.Missed : null,
        Truncated = run.IsTruncated ? true : null,
    };

    private static RoutineDetails Of(Routine routine) => new()
    {
        RoutineId = routine.Id,
        Name = routine.Plan.Name,
        BotId = routine.BotId,
        ThreadId = routine.ThreadId,
        Schedule = routine.Plan.Schedule.Expression,
        TimeZone = routine.Plan.Schedule.TimeZone,
        RoutineStatus = routine.Status,
        NextRun = routine.Due,
        RunsDone = routine.RunsDone,
        Deliver = routine.Plan.SendsAnswers ? RoutineDelivery.Webhook : null,
        FreshThread = routine.Plan.IsFresh ? true : null,
        Reason = routine.Reason,
    };

    private static RoutineDetails Of(BrokenRoutine broken) => new()
    {
        RoutineId = broken.Id,
        Name = broken.Name,
        BotId = broken.BotId,
        ThreadId = broken.ThreadId,
        Schedule = broken.Schedule,
        TimeZone = broken.TimeZone,
        RoutineStatus = RoutineStatus.Broken,
        Reason = Explain(broken),
    };

    private static string Explain(BrokenRoutine broken) => $"The gateway cannot read the routine's row: {broken.Reason}.";
}
