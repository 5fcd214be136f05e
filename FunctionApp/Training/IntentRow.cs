using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Training;

/// <summary>An intent as a row of table <c>jobs</c>.</summary>
internal static class IntentRow
{
    private const string Prefix = "intent_";

    // By then whoever noted it has recorded the job, or will not any more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static string Key(string clientId, string fileId) => $"{Prefix}{clientId}:{fileId}";

    public static OpenItem ReadKey(string rowKey) => rowKey[Prefix.Length..].Split(':', 2) is [var client, var file]
        ? new OpenItem(client, file, IsIntent: true)
        : throw new InvalidOperationException($"Row '{rowKey}' of table 'jobs' is on the agenda, but is neither a job nor an intent.");

    public static DateTimeOffset WakeAt(TrainingIntent intent) => intent.NotedAt + Patience;

    public static TableEntity From(TrainingIntent intent) => new(Agenda.ShardOf(intent.ClientId), Key(intent.ClientId, intent.TrainingFileId))
    {
        ["ClientId"] = intent.ClientId,
        ["FileId"] = intent.TrainingFileId,
        ["NotedAt"] = intent.NotedAt,
        ["WantsTeam"] = intent.WantsTeam,
        ["ValidationFileId"] = intent.ValidationFileId,
    };

    public static TrainingIntent ToIntent(TableEntity row) => new(
        row.GetString("ClientId"),
        row.GetString("FileId"),
        row.GetDateTimeOffset("NotedAt")!.Value,
        row.GetBoolean("WantsTeam")!.Value,
        row.GetString("ValidationFileId"));
}
