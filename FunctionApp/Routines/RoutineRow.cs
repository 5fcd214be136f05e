using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>A routine as a row of table <c>routines</c>.</summary>
internal static class RoutineRow
{
    private const string Prefix = "routine_";

    public static string Key(string clientId, string id) => $"{Prefix}{clientId}:{id}";

    // The semicolon is the character after the colon.
    public static string EndKey(string clientId) => $"{Prefix}{clientId};";

    public static (string ClientId, string Id) ReadKey(string rowKey)
    {
        var colon = rowKey.IndexOf(':', StringComparison.Ordinal);
        return (rowKey[Prefix.Length..colon], rowKey[(colon + 1)..]);
    }

    /// <summary>Reads a place on the agenda; null where it does not lead to a routine.</summary>
    public static DueRoutine? TryReadEntry(DueIndexEntry item)
    {
        if (item.Time is null || !item.Row.StartsWith(Prefix, StringComparison.Ordinal) || !item.Row.Contains(':', StringComparison.Ordinal))
            return null;
        var (clientId, id) = ReadKey(item.Row);
        return EntityId.IsOf("routine", id) && DueIndex.ShardOf(id) == item.Partition ? new DueRoutine(clientId, id, item.Thread ?? id, item) : null;
    }

    public static TableEntity From(Routine routine)
    {
        var row = new TableEntity(DueIndex.ShardOf(routine.Id), Key(routine.ClientId, routine.Id))
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
            ["WakeAt"] = routine.DueAt,
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

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static Routine ToRoutine(TableEntity row)
    {
        var (clientId, id) = ReadKey(row.RowKey);
        var routine = new Routine
        {
            Id = id,
            ClientId = clientId,
            BotId = row.Require<string>("BotId"),
            ThreadId = row.Require<string>("ThreadId"),
            Plan = new RoutinePlan(
                row.RequireText("Name"),
                row.RequireText("Message"),
                ReadSchedule(row),
                row.Optional<DateTimeOffset>("StartsAt"),
                row.Optional<DateTimeOffset>("EndsAt"),
                row.Optional<int>("MaxRuns")),
            Status = ReadStatus(row),
            Reason = row.OptionalText("Reason"),
            RunsDone = row.Require<int>("RunsDone"),
            Due = row.Optional<DateTimeOffset>("Due"),
            DueAt = row.Optional<DateTimeOffset>("WakeAt"),
            Rest = ReadRest(row),
            RestsUntil = row.Optional<DateTimeOffset>("RestsUntil"),
            LastDue = row.Optional<DateTimeOffset>("LastDue"),
            SkippedAt = row.Optional<DateTimeOffset>("SkippedAt"),
            Attempt = row.Require<int>("Attempt"),
            Version = row.ETag.ToString(),
        };
        Check(routine);
        return routine;
    }

    public static StoredRoutine Read(TableEntity row)
    {
        try
        {
            return StoredRoutine.Of(ToRoutine(row));
        }
        catch (UnreadableRowException fault)
        {
            var (clientId, id) = ReadKey(row.RowKey);
            return StoredRoutine.Of(new BrokenRoutine
            {
                Id = id,
                ClientId = clientId,
                Reason = fault.Message,
                Name = TextOrNull(row, "Name"),
                BotId = TextOrNull(row, "BotId"),
                ThreadId = TextOrNull(row, "ThreadId"),
                Schedule = TextOrNull(row, "Schedule"),
                TimeZone = TextOrNull(row, "TimeZone"),
            });
        }
    }

    private static string? TextOrNull(TableEntity row, string name) => row.TryGetValue(name, out var value) ? value as string : null;

    private static Schedule ReadSchedule(TableEntity row)
    {
        var (expression, zone) = (row.Require<string>("Schedule"), row.Require<string>("TimeZone"));
        try
        {
            return Schedule.Restore(expression, zone);
        }
        catch (GatewayException fault)
        {
            throw new UnreadableRowException("column 'Schedule' holds no cron expression", fault);
        }
    }

    private static RoutineStatus ReadStatus(TableEntity row)
    {
        // Enum.Parse also accepts numbers, even undefined ones.
        var isKnown = Enum.TryParse<RoutineStatus>(row.Require<string>("Status"), out var status) && Enum.IsDefined(status);
        RowColumns.Check(isKnown, "Status");
        return status;
    }

    private static RoutineRest ReadRest(TableEntity row)
    {
        if (row.OptionalText("Rest") is not { } text)
            return RoutineRest.None;
        var isKnown = Enum.TryParse<RoutineRest>(text, out var rest) && Enum.IsDefined(rest);
        RowColumns.Check(isKnown, "Rest");
        return rest;
    }

    private static void Check(Routine routine)
    {
        RowColumns.Check(routine.Plan.MaxRuns is null or > 0, "MaxRuns");
        RowColumns.Check(routine.RunsDone is >= 0 and < int.MaxValue, "RunsDone");
        RowColumns.Check(routine.Attempt is >= 0 and < int.MaxValue, "Attempt");
        RowColumns.Check(routine.Status != RoutineStatus.Active || routine.Due is not null, "Due");
        RowColumns.Check(routine.SkippedAt is null || routine.LastDue is not null, "LastDue");
    }
}
