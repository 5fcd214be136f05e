using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Tables;
using BotGateway.Usage;

namespace BotGateway.Bots.Threads;

internal static class TurnRow
{
    public static string Key(int number) => "turn_" + (int.MaxValue - number).ToString("D10", CultureInfo.InvariantCulture);

    public static TableEntity From(string partition, Turn turn)
    {
        var row = new TableEntity(partition, Key(turn.Number))
        {
            ["Number"] = turn.Number,
            ["PromptTokens"] = turn.Usage?.PromptTokens,
            ["CompletionTokens"] = turn.Usage?.CompletionTokens,
            ["Tokens"] = turn.Tokens,
        };
        if (turn.IsTruncated)
            row["Truncated"] = true;
        if (turn.Use is { } use)
        {
            row["Reservation"] = use.ReservationId;
            row["BotId"] = use.Item.BotId;
            row["Model"] = use.Item.Model;
            row["CachedTokens"] = use.Item.Amount.CachedTokens;
        }

        row.SetText("User", turn.User);
        row.SetText("Assistant", turn.Assistant);
        return row;
    }

    /// <exception cref="GatewayException">Internal: the row cannot be read.</exception>
    public static Turn Read(string threadId, TableEntity row)
    {
        try
        {
            var number = row.Require<int>("Number");
            // A turn is found, and the next one counted, by its key.
            RowColumns.Check(number > 0 && row.RowKey == Key(number), "Number");
            var tokens = row.Optional<int>("Tokens");
            RowColumns.Check(tokens is null or >= 0, "Tokens");
            return new Turn(
                number,
                row.RequireText("User"),
                row.RequireText("Assistant"),
                row.Optional<int>("PromptTokens") is { } prompt ? new TokenUsage(prompt, row.Require<int>("CompletionTokens")) : null,
                row.Optional<bool>("Truncated") ?? false)
            {
                Tokens = tokens,
            };
        }
        catch (UnreadableRowException fault)
        {
            throw new UnreadableEntityException("thread", threadId, fault);
        }
    }

    /// <returns>What the turn used, if it was answered under the reservation; else null.</returns>
    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static UsageItem? ReadUse(TableEntity row, string reservationId) => row.OptionalText("Reservation") != reservationId
        ? null
        : new UsageItem(
            UsageItem.DayOf(row.Require<DateTimeOffset>("AddedAt")),
            row.RequireText("BotId"),
            row.RequireText("Model"),
            new UsageAmount(1, row.Optional<int>("PromptTokens") ?? 0, row.Require<long>("CachedTokens"), row.Optional<int>("CompletionTokens") ?? 0));

    /// <summary>Reads the number of the turn that a routine's run added.</summary>
    /// <exception cref="GatewayException">Internal: the row cannot be read.</exception>
    public static int ReadNumber(string threadId, TableEntity marker)
    {
        try
        {
            return marker.Require<int>("Number");
        }
        catch (UnreadableRowException fault)
        {
            throw new UnreadableEntityException("thread", threadId, fault);
        }
    }
}
