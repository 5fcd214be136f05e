using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>A pending job as a row of table <c>jobs</c>.</summary>
internal static class PendingJobRow
{
    private const string Prefix = "intent_";

    public static string Key(string clientId, string id) => FirstKey(clientId) + JobId.InKey(id);

    public static string FirstKey(string clientId) => $"{Prefix}{clientId}:";

    // The semicolon is the character after the colon.
    public static string EndKey(string clientId) => $"{Prefix}{clientId};";

    public static OpenItem? TryReadKey(string rowKey) =>
        rowKey.StartsWith(Prefix, StringComparison.Ordinal) && rowKey[Prefix.Length..].Split(':', 2) is [var client, var id]
            ? new OpenItem(client, id, IsPending: true)
            : null;

    public static TableEntity From(PendingJob pending)
    {
        var row = new TableEntity(DueIndex.ShardOf(pending.ClientId), Key(pending.ClientId, pending.Id))
        {
            ["ClientId"] = pending.ClientId,
            ["NotedAt"] = pending.NotedAt,
            ["WantsTeam"] = pending.WantsTeam,
            ["IsAbandoned"] = pending.IsAbandoned,
            ["Fingerprint"] = pending.Fingerprint,
        };
        if (pending.TrainingFileId is { } training)
            row.SetText("FileId", training);
        if (pending.ValidationFileId is { } validation)
            row.SetText("ValidationFileId", validation);
        return row;
    }

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static PendingJob ToPendingJob(TableEntity row)
    {
        var clientId = row.Require<string>("ClientId");
        RowColumns.Check(row.RowKey.StartsWith(FirstKey(clientId), StringComparison.Ordinal), "ClientId");
        return new PendingJob(
            clientId,
            row.OptionalText("FileId"),
            row.Require<DateTimeOffset>("NotedAt"),
            row.Require<bool>("WantsTeam"),
            row.OptionalText("ValidationFileId"))
        {
            Id = row.RowKey[FirstKey(clientId).Length..],
            Fingerprint = row.OptionalText("Fingerprint"),
            IsAbandoned = row.Optional<bool>("IsAbandoned") ?? false,
            WrittenAt = row.Timestamp,
        };
    }

    /// <summary>The changes that keep a row that cannot be read under another key, where nobody looks for pending jobs.</summary>
    public static IEnumerable<TableTransactionAction> SetAside(TableEntity row)
    {
        var aside = new TableEntity(row.PartitionKey, $"aside_{row.RowKey}");
        foreach (var (column, value) in row.Where(each => each.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")))
            aside[column] = value;
        yield return new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag);
        yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, aside);
    }
}
