using System.Diagnostics.CodeAnalysis;
using System.Text;
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

    public static string Key(string clientId, string jobId) => FirstKey(clientId) + JobId.InKey(jobId);

    public static string FirstKey(string clientId) => $"{Prefix}{clientId}:";

    // The semicolon is the character after the colon.
    public static string EndKey(string clientId) => $"{Prefix}{clientId};";

    public static bool TryReadKey(string rowKey, [NotNullWhen(true)] out OpenItem? item)
    {
        item = rowKey.StartsWith(Prefix, StringComparison.Ordinal) && rowKey[Prefix.Length..].Split(':', 2) is [var client, var job]
            ? new OpenItem(client, job, IsPending: false)
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
            ["IntentId"] = recorded.PendingId,
            ["CheckedAt"] = recorded.CheckedAt,
            ["Fingerprint"] = recorded.Fingerprint,
            ["DeploymentAsked"] = recorded.Deployment is { IsAsked: true } ? true : null,
            ["TrainingFileDeleted"] = recorded.IsTrainingFileDeleted ? true : null,
            ["UsedAt"] = recorded.UsedAt,
            ["ModelRemoval"] = recorded.ModelRemoval == ModelRemoval.None ? null : recorded.ModelRemoval.ToString(),
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

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static TrainingJob ToJob(TableEntity row)
    {
        var job = new TrainingJob
        {
            ClientId = row.Require<string>("ClientId"),
            Job = ReadJob(row),
            SubmittedAt = row.Require<DateTimeOffset>("SubmittedAt"),
            History = RowColumns.ReadJson("History", row.RequireText("History"), ReadHistory),
            DueAt = row.Optional<DateTimeOffset>("WakeAt"),
            Problem = row.OptionalText("Problem"),
            Failures = row.Optional<int>("Failures") ?? 0,
            Deployment = row.OptionalText("DeploymentName") is { } name
                ? new Deployment(name, row.Require<string>("DeploymentState"), row.Optional<bool>("DeploymentAsked") ?? false)
                : null,
            Team = row.OptionalText("Team") is { } team ? RowColumns.ReadJson("Team", team, ReadTeam) : null,
            PendingId = row.OptionalText("IntentId"),
            ValidationFileId = row.OptionalText("ValidationFileId"),
            Fingerprint = row.OptionalText("Fingerprint"),
            // In a row of an earlier version, the files of a completed job are left alone; others go when their job completes.
            HasFiles = row.Optional<bool>("HasFiles") ?? row.Optional<DateTimeOffset>("WakeAt") is not null,
            CheckedAt = row.Optional<DateTimeOffset>("CheckedAt"),
            IsTrainingFileDeleted = row.Optional<bool>("TrainingFileDeleted") ?? false,
            UsedAt = row.Optional<DateTimeOffset>("UsedAt"),
            ModelRemoval = ReadRemoval(row.OptionalText("ModelRemoval")),
            Version = row.ETag.ToString(),
        };
        Check(job, row.RowKey);
        return job;
    }

    private static JobSnapshot ReadJob(TableEntity row) => new(
        row.RequireText("JobId"),
        row.Require<string>("Status"),
        row.RequireText("FileId"),
        row.OptionalText("Model"),
        row.Optional<DateTimeOffset>("EstimatedFinish"),
        row.OptionalText("ErrorCode") is { } code ? new FineTuningError(code, row.RequireText("ErrorMessage")) : null,
        row.Optional<long>("TrainedTokens"),
        row.Optional<DateTimeOffset>("FinishedAt"));

    // What is written goes to the row that these two name.
    private static void Check(TrainingJob job, string rowKey)
    {
        RowColumns.Check(rowKey.StartsWith($"{Prefix}{job.ClientId}:", StringComparison.Ordinal), "ClientId");
        RowColumns.Check(rowKey == Key(job.ClientId, job.Job.Id), "JobId");
        RowColumns.Check(job.Failures is >= 0 and < int.MaxValue, "Failures");
        RowColumns.Check(job.Team?.Members is not { } members || members.DistinctBy(member => member.Adviser).Count() == members.Count, "Team");
    }

    private static IReadOnlyList<StatusChange> ReadHistory(JsonElement history) =>
        [.. history.EnumerateArray().Select(change => new StatusChange(TextOf(change[0]), change[1].GetDateTimeOffset()))];

    private static ModelRemoval ReadRemoval(string? text)
    {
        var removal = ModelRemoval.None;
        RowColumns.Check(text is null || (Enum.TryParse(text, out removal) && Enum.IsDefined(removal)), "ModelRemoval");
        return removal;
    }

    private static string TextOf(JsonElement text) => text.GetString() ?? throw new JsonException("A text is null.");

    private static string Write(PlannedTeam team)
    {
        using var utf8 = new MemoryStream();
        using (var writer = new Utf8JsonWriter(utf8))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("made", team.IsMade);
            writer.WritePropertyName("members");
            JsonSerializer.Serialize(writer, team.Members?.Select(member => new[] { member.Adviser, member.BotId, member.ThreadId }));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(utf8.ToArray());
    }

    private static PlannedTeam ReadTeam(JsonElement team)
    {
        var members = team.GetProperty("members");
        return new PlannedTeam(
            members.ValueKind == JsonValueKind.Null
                ? null
                : [.. members.EnumerateArray().Select(m => new ReservedMember(TextOf(m[0]), TextOf(m[1]), TextOf(m[2])))],
            team.GetProperty("made").GetBoolean());
    }
}
