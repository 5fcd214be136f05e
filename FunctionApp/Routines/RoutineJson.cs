using System.Text.Json.Nodes;
using BotGateway.Requests;

namespace BotGateway.Routines;

/// <summary>Routines and runs in the shape that answers have. Times are ISO 8601 in UTC.</summary>
public static class RoutineJson
{
    /// <summary>Shapes what a client is told when its routine has been made or changed.</summary>
    /// <param name="routine">The routine.</param>
    /// <returns><c>{"routine_id","routine_status","next_run"}</c>, and <c>reason</c> where the gateway paused it.</returns>
    public static JsonObject ToStatus(this Routine routine)
    {
        var json = new JsonObject
        {
            ["routine_id"] = routine.Id,
            ["routine_status"] = Word(routine.Status),
            ["next_run"] = Time(routine.Due),
        };
        if (routine.Reason is { } reason)
            json["reason"] = reason;
        return json;
    }

    /// <summary>Shapes a routine as lists show it.</summary>
    /// <param name="routine">The routine.</param>
    /// <returns>All but its message and its runs.</returns>
    public static JsonObject ToJson(this Routine routine)
    {
        var json = new JsonObject
        {
            ["routine_id"] = routine.Id,
            ["name"] = routine.Plan.Name,
            ["bot_id"] = routine.BotId,
            ["thread_id"] = routine.ThreadId,
            ["schedule"] = routine.Plan.Schedule.Expression,
            ["time_zone"] = routine.Plan.Schedule.TimeZone,
            ["routine_status"] = Word(routine.Status),
            ["next_run"] = Time(routine.Due),
            ["runs_done"] = routine.RunsDone,
        };
        if (routine.Reason is { } reason)
            json["reason"] = reason;
        return json;
    }

    /// <summary>Shapes what became of a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The entry; <c>missed</c> only where it stands for due times that nobody ran, <c>truncated</c> only where the answer's end is missing.</returns>
    public static JsonObject ToJson(this RoutineRun run)
    {
        var json = new JsonObject
        {
            ["due"] = Time(run.Due),
            ["started"] = Time(run.Started),
            ["finished"] = Time(run.Finished),
            ["attempt"] = run.Attempt,
            ["outcome"] = run.Outcome.ToString().ToLowerInvariant(),
            ["answer"] = run.Answer,
            ["error"] = run.Error,
            ["usage"] = run.Usage?.ToJson(),
        };
        if (run.Missed > 0)
            json["missed"] = run.Missed;
        if (run.IsTruncated)
            json["truncated"] = true;
        return json;
    }

    private static string Word(RoutineStatus status) => status.ToString().ToLowerInvariant();

    private static string? Time(DateTimeOffset? time) => time is { } given ? Iso8601.Format(given) : null;
}
