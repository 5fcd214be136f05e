using Azure.Data.Tables;
using BotGateway.Requests;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>A routine as a row of table <c>routines</c>.</summary>
internal static class RoutineRow
{
    private const string Prefix = "routine_";

    public static string Key(string clientId, string id) => $"{Prefix}{clientId}:{id}";

    public static (string ClientId, string Id) ReadKey(string rowKey)
    {
        var colon = rowKey.IndexOf(':', StringComparison.Ordinal);
        return (rowKey[Prefix.Length..colon], rowKey[(colon + 1)..]);
    }

    /// <summary>Reads a place on the agenda; null where it does not lead to a routine.</summary>
    public static DueRoutine? TryReadPlace(AgendaItem item)
    {
        if (item.Time is null || !item.Row.StartsWith(Prefix, StringComparison.Ordinal) || !item.Row.Contains(':', StringComparison.Ordinal))
            return null;
        var (clientId, id) = ReadKey(item.Row);
        return EntityId.IsOf("routine", id) && Agenda.ShardOf(id) == item.Partition ? new DueRoutine(clientId, id, item.Thread ?? id, item) : null;
    }

    public static TableEntity From(Routine routine)
    {
        var row = new TableEntity(Agenda.ShardOf(routine.Id), Key(routine.ClientId, routine.Id))
        {
            ["BotId"] = routine.BotId,
            ["ThreadId"] = routine.ThreadId,
            ["Schedule"] = routine.Plan.Schedule.Expression,
            ["TimeZone"] = routine.Plan.Schedule.TimeZone,
            ["StartsAt"] = routine.Plan.StartsAt,
            ["EndsAt"] = routine.Plan.EndsAt,
            ["MaxRuns"] = routine.Plan.MaxRuns,
            ["Status"] = routine.Status.ToString(),
            ["RunsDone"] = routine.RunsDone,
            ["Due"] = routine.Due,
            ["WakeAt"] = routine.WakeAt,
            ["Rest"] = routine.Rest == RoutineRest.None ? null : routine.Rest.ToString(),
            ["RestsUntil"] = routine.RestsUntil,
            ["LastDue"] = routine.LastDue,
            ["SkippedAt"] = routine.SkippedAt,
            ["Attempt"] = routine.Attempt,
        };
        row.SetText("Name", routine.Plan.Name!);
        row.SetText("Message", routine.Plan.Message);
        if (routine.Reason is { } reason)
            row.SetText("Reason", reason.Shorten(ShortText.Explanation));
        return row;
    }

    public static Routine ToRoutine(TableEntity row)
    {
        var (clientId, id) = ReadKey(row.RowKey);
        return new Routine
        {
            Id = id,
            ClientId = clientId,
            BotId = row.GetString("BotId"),
            ThreadId = row.GetString("ThreadId"),
            Plan = new RoutinePlan(
                row.GetText("Name"),
                row.GetText("Message"),
                Schedule.Restore(row.GetString("Schedule"), row.GetString("TimeZone")),
                row.GetDateTimeOffset("StartsAt"),
                row.GetDateTimeOffset("EndsAt"),
                row.GetInt32("MaxRuns")),
            Status = Enum.Parse<RoutineStatus>(row.GetString("Status")),
            Reason = row.FindText("Reason"),
            RunsDone = row.GetInt32("RunsDone")!.Value,
            Due = row.GetDateTimeOffset("Due"),
            WakeAt = row.GetDateTimeOffset("WakeAt"),
            Rest = row.GetString("Rest") is { } rest ? Enum.Parse<RoutineRest>(rest) : RoutineRest.None,
            RestsUntil = row.GetDateTimeOffset("RestsUntil"),
            LastDue = row.GetDateTimeOffset("LastDue"),
            SkippedAt = row.GetDateTimeOffset("SkippedAt"),
            Attempt = row.GetInt32("Attempt")!.Value,
            Version = row.ETag.ToString(),
        };
    }
}
