using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Scheduling;

/// <summary>What a row of table <c>slots</c> says.</summary>
internal sealed record SlotRow(string Name, string Token, DateTimeOffset TakenAt, DateTimeOffset Until, string Works)
{
    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static SlotRow Read(TableEntity row) => new(
        row.RowKey,
        row.Require<string>("Token"),
        row.Require<DateTimeOffset>("TakenAt"),
        row.Require<DateTimeOffset>("Until"),
        row.RequireText("Works"));

    /// <summary>Whether its lease goes on. A time implausibly far ahead was written by a clock that was ahead.</summary>
    public bool IsHeld(DateTimeOffset now) => Until > now && Until <= now + (2 * Slots.Lease);
}
