using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>A job as a row of table <c>jobs</c>.</summary>
internal static class JobRow
{
    private const string Prefix = "job_";

    public static string Key(string clientId, string jobId) => $"{Prefix}{clientId}:{JobId.InKey(jobId)}";

    public static bool TryReadKey(string rowKey, [NotNullWhen(true)] out OpenItem? item)
    {
        item = rowKey.StartsWith(Prefix, StringComparison.Ordinal) && rowKey[Prefix.Length..].Split(':', 2) is [var client, var job]
            ? new OpenItem(client, job, IsIntent: false)
            : null;
        return item is not null;
    }

    public static TableEntity From(TrainingJob recorded)
    {
        var job = recorded.Job;
        var row = new TableEntity(DueIndex.ShardOf(recorded.ClientId), Key(recorded.ClientId, job.Id))
        {
            ["ClientId"] = recorded.ClientId,
            ["Status"] = job.Status,
            ["EstimatedFinish"] = job.EstimatedFinish,
            ["TrainedTokens"] = job.TrainedTokens,
            ["FinishedAt"] = job.FinishedAt,
            ["ErrorCode"] = job.Error?.Code.Shorten(ShortText.Word),
            ["SubmittedAt"] = recorded.SubmittedAt,
            ["WakeAt"] = recorded.DueAt,
            ["Failures"] = recorded.Failures == 0 ? null : recorded.Failures,
            ["DeploymentName"] = recorded.Deployment?.Name,
            ["DeploymentState"] = recorded.Deployment?.State,
            ["HasFiles"] = recorded.HasFiles,
            ["IntentId"] = recorded.IntentId,
            ["CheckedAt"] = recorded.CheckedAt,
            ["Team"] = recorded.Team is { } team ? Write(team) : null,
        };
        row.SetText("JobId", job.Id);
        row.SetText("FileId", job.TrainingFileId);
        if (recorded.ValidationFileId is { } validation)
            row.SetText("ValidationFileId", validation);
        if (job.Model is { } model)
            row.SetText("Model", model);
        row.SetText("History", new JsonArray([.. recorded.History.Select(change => new JsonArray(change.Status, change.At))]).ToJsonString());
        if (job.Error is { } error)
            row.SetText("ErrorMessage", error.Message.Shorten(ShortText.Explanation));
        if (recorded.Problem is { } problem)
            row.SetText("Problem", problem.Shorten(ShortText.Explanation));
        return row;
    }

    public static TrainingJob ToJob(TableEntity row) => new()
    {
        ClientId = row.GetString("ClientId"),
        Job = new JobSnapshot(
            row.GetText("JobId"),
            row.GetString("Status"),
            row.GetText("FileId"),
            row.FindText("Model"),
            row.GetDateTimeOffset("EstimatedFinish"),
            row.GetString("ErrorCode") is { } code ? new FineTuningError(code, row.GetText("ErrorMessage")) : null,
            row.GetInt64("TrainedTokens"),
            row.GetDateTimeOffset("FinishedAt")),
        SubmittedAt = row.GetDateTimeOffset("SubmittedAt")!.Value,
        History = ReadHistory(row.GetText("History")),
        DueAt = row.GetDateTimeOffset("WakeAt"),
        Problem = row.FindText("Problem"),
        Failures = row.GetInt32("Failures") ?? 0,
        Deployment = row.GetString("DeploymentName") is { } name ? new Deployment(name, row.GetString("DeploymentState")) : null,
        Team = row.GetString("Team") is { } team ? ReadTeam(team) : null,
        IntentId = row.GetString("IntentId"),
        ValidationFileId = row.FindText("ValidationFileId"),
        // Of a row of before, a settled job's files are nobody's to delete; the others go when theirs settles.
        HasFiles = row.GetBoolean("HasFiles") ?? row.GetDateTimeOffset("WakeAt") is not null,
        CheckedAt = row.GetDateTimeOffset("CheckedAt"),
        Version = row.ETag.ToString(),
    };

    private static List<StatusChange> ReadHistory(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(change => new StatusChange(change[0].GetString()!, change[1].GetDateTimeOffset()))];
    }

    private static string Write(PlannedTeam team) => new JsonObject
    {
        ["made"] = team.IsMade,
        ["members"] = team.Members is null ? null : new JsonArray([.. team.Members.Select(m => new JsonArray(m.Adviser, m.BotId, m.ThreadId))]),
    }.ToJsonString();

    private static PlannedTeam ReadTeam(string json)
    {
        using var document = JsonDocument.Parse(json);
        var members = document.RootElement.GetProperty("members");
        return new PlannedTeam(
            members.ValueKind == JsonValueKind.Null
                ? null
                : [.. members.EnumerateArray().Select(m => new ReservedMember(m[0].GetString()!, m[1].GetString()!, m[2].GetString()!))],
            document.RootElement.GetProperty("made").GetBoolean());
    }
}
