using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Training;

/// <summary>An intent as a row of table <c>jobs</c>.</summary>
internal static class IntentRow
{
    private const string Prefix = "intent_";

    // By then whoever noted it has recorded the job, or will not any more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static string Key(string clientId, string fileId) => FirstKey(clientId) + JobId.InKey(fileId);

    public static string FirstKey(string clientId) => $"{Prefix}{clientId}:";

    public static OpenItem? TryReadKey(string rowKey) =>
        rowKey.StartsWith(Prefix, StringComparison.Ordinal) && rowKey[Prefix.Length..].Split(':', 2) is [var client, var file]
            ? new OpenItem(client, file, IsIntent: true)
            : null;

    public static DateTimeOffset WakeAt(TrainingIntent intent) => intent.NotedAt + Patience;

    public static TableEntity From(TrainingIntent intent)
    {
        var row = new TableEntity(Agenda.ShardOf(intent.ClientId), Key(intent.ClientId, intent.TrainingFileId))
        {
            ["ClientId"] = intent.ClientId,
            ["NotedAt"] = intent.NotedAt,
            ["WantsTeam"] = intent.WantsTeam,
        };
        row.SetText("FileId", intent.TrainingFileId);
        if (intent.ValidationFileId is { } validation)
            row.SetText("ValidationFileId", validation);
        return row;
    }

    public static TrainingIntent ToIntent(TableEntity row) => new(
        row.GetString("ClientId"),
        row.GetText("FileId"),
        row.GetDateTimeOffset("NotedAt")!.Value,
        row.GetBoolean("WantsTeam")!.Value,
        row.FindText("ValidationFileId"));
}
