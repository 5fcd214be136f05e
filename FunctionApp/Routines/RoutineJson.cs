using System.Text.Json.Nodes;
using BotGateway.Requests;

namespace BotGateway.Routines;

/// <summary>Routines and runs in the shape that answers have. Times are ISO 8601 in UTC.</summary>
public static class RoutineJson
{
    private const int MostListed = 256;

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

    /// <summary>Shapes a routine as lists show it: very long texts lose their ends.</summary>
    public static JsonObject ToListed(this StoredRoutine routine)
    {
        var json = routine.IsBroken ? routine.Broken.ToJson() : routine.Routine.ToJson();
        foreach (var name in new[] { "name", "reason" })
        {
            if (json[name] is { } text)
                json[name] = text.GetValue<string>().Shorten(MostListed);
        }

        return json;
    }

    /// <summary>Shapes the answer to the pausing of a routine whose row cannot be read.</summary>
    public static JsonObject ToPaused(this BrokenRoutine broken) => new()
    {
        ["routine_id"] = broken.Id,
        ["routine_status"] = Word(RoutineStatus.Paused),
        ["next_run"] = null,
        ["reason"] = Explain(broken),
    };

    private static JsonObject ToJson(this BrokenRoutine broken) => new()
    {
        ["routine_id"] = broken.Id,
        ["name"] = broken.Name,
        ["bot_id"] = broken.BotId,
        ["thread_id"] = broken.ThreadId,
        ["schedule"] = broken.Schedule,
        ["time_zone"] = broken.TimeZone,
        ["routine_status"] = "broken",
        ["next_run"] = null,
        ["runs_done"] = null,
        ["reason"] = Explain(broken),
    };

    private static string Explain(BrokenRoutine broken) => $"The gateway cannot read the routine's row: {broken.Reason}.";

    private static string Word(RoutineStatus status) => status.ToString().ToLowerInvariant();

    private static string? Time(DateTimeOffset? time) => time is { } given ? Iso8601.Format(given) : null;
}
