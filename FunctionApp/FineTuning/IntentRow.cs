using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>An intent as a row of table <c>jobs</c>.</summary>
internal static class IntentRow
{
    private const string Prefix = "intent_";

    public static string Key(string clientId, string id) => FirstKey(clientId) + JobId.InKey(id);

    public static string FirstKey(string clientId) => $"{Prefix}{clientId}:";

    public static OpenItem? TryReadKey(string rowKey) =>
        rowKey.StartsWith(Prefix, StringComparison.Ordinal) && rowKey[Prefix.Length..].Split(':', 2) is [var client, var id]
            ? new OpenItem(client, id, IsIntent: true)
            : null;

    public static TableEntity From(PendingJob intent)
    {
        var row = new TableEntity(DueIndex.ShardOf(intent.ClientId), Key(intent.ClientId, intent.Id))
        {
            ["ClientId"] = intent.ClientId,
            ["NotedAt"] = intent.NotedAt,
            ["WantsTeam"] = intent.WantsTeam,
            ["IsAbandoned"] = intent.IsAbandoned,
        };
        if (intent.TrainingFileId is { } training)
            row.SetText("FileId", training);
        if (intent.ValidationFileId is { } validation)
            row.SetText("ValidationFileId", validation);
        return row;
    }

    public static PendingJob ToIntent(TableEntity row) => new(
        row.GetString("ClientId"),
        row.FindText("FileId"),
        row.GetDateTimeOffset("NotedAt")!.Value,
        row.GetBoolean("WantsTeam")!.Value,
        row.FindText("ValidationFileId"))
    {
        Id = row.RowKey[FirstKey(row.GetString("ClientId")).Length..],
        IsAbandoned = row.GetBoolean("IsAbandoned") ?? false,
        WrittenAt = row.Timestamp,
    };
}
