using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Webhooks;

/// <summary>A message as a row: RowKey = <c>webhook_</c> + client + message.</summary>
internal static class OutboxRow
{
    public const string DueAt = "WakeAt";
    public const string Tries = "Tries";
    private const string Prefix = "webhook_";
    private const string Id = "msg";

    public static string NewId(Guid seed) => $"{Id}_{seed:N}";

    public static string Key(OutboxPlace place) => FirstKey(place.ClientId) + place.Id;

    public static string FirstKey(string clientId) => $"{Prefix}{clientId}:";

    // The semicolon is the character after the colon.
    public static string EndKey(string clientId) => $"{Prefix}{clientId};";

    public static bool TryReadEntry(string table, DueIndexEntry entry, [NotNullWhen(true)] out OutboxPlace? place)
    {
        place = entry.Time is not null
            && entry.Row.StartsWith(Prefix, StringComparison.Ordinal)
            && entry.Row[Prefix.Length..].Split(':') is [var client, var id]
            && EntityId.IsOf(Id, id)
                ? new OutboxPlace(table, entry.Partition, client, id)
                : null;
        return place is not null;
    }

    public static TableEntity From(OutboxMessage message)
    {
        var row = new TableEntity(message.Place.Partition, Key(message.Place))
        {
            ["Type"] = message.Type,
            ["At"] = message.At,
            [Tries] = message.Tries,
            [DueAt] = message.DueAt,
        };
        row.SetText("Data", message.Data);
        return row;
    }

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static OutboxMessage Read(OutboxPlace place, TableEntity row) => new(
        place,
        row.Require<string>("Type"),
        row.Require<DateTimeOffset>("At"),
        row.RequireText("Data"),
        row.Require<int>(Tries),
        row.Require<DateTimeOffset>(DueAt),
        row.ETag.ToString());
}
