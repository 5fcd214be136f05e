using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>A reservation as a row of table <c>usage</c>, in its client's partition.</summary>
internal static class ReservationRow
{
    private const string Prefix = "reservation_";

    public const string First = Prefix;
    public const string End = "reservation`"; // The character after the underscore.

    public static string FirstOf(string threadId) => $"{Prefix}{threadId}_";

    public static string EndOf(string threadId) => $"{Prefix}{threadId}`";

    public static TableTransactionAction Add(string clientId, Reservation reservation) => new(
        TableTransactionActionType.Add,
        new TableEntity(clientId, Key(reservation))
        {
            ["ThreadId"] = reservation.ThreadId,
            ["OpenedAt"] = reservation.OpenedAt,
            ["Tokens"] = reservation.Tokens,
        });

    public static TableTransactionAction Delete(string clientId, Reservation reservation) =>
        new(TableTransactionActionType.Delete, new TableEntity(clientId, Key(reservation)), ETag.All);

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static Reservation Read(TableEntity row) => new(
        row.RowKey[(row.RowKey.LastIndexOf('_') + 1)..],
        row.RequireText("ThreadId"),
        row.Require<DateTimeOffset>("OpenedAt"),
        row.Require<long>("Tokens"));

    private static string Key(Reservation reservation) => FirstOf(reservation.ThreadId) + reservation.Id;
}
