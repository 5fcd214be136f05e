using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Bots;

/// <summary>A bot as a row of table <c>bots</c>.</summary>
internal static class BotRow
{
    public static TableEntity From(string clientId, Bot bot)
    {
        var row = new TableEntity(clientId, bot.Id) { ["Temperature"] = bot.Temperature, ["Version"] = bot.Version, ["LegacyId"] = bot.LegacyId };
        row.SetText("Model", bot.Model);
        row.SetText("Name", bot.Name);
        row.SetText("Instructions", bot.Instructions);
        return row;
    }

    public static Bot Read(TableEntity row) => ReadListed(row) with { Instructions = row.RequireText("Instructions") };

    /// <summary>Reads the columns that a list shows.</summary>
    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static Bot ReadListed(TableEntity row) =>
        new(row.RowKey, row.RequireText("Name"), "", row.RequireText("Model"), row.Optional<double>("Temperature"))
        {
            LegacyId = row.OptionalText("LegacyId"),
            // Bots of earlier versions have none.
            Version = row.Optional<int>("Version") ?? 1,
            ETag = row.ETag.ToString(),
        };
}
