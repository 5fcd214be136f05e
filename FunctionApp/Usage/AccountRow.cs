using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Usage;

internal static class AccountRow
{
    public const string Key = "account";

    private const string DayFormat = "yyyyMMdd";

    public static TableTransactionAction Write(string clientId, Account account)
    {
        var row = new TableEntity(clientId, Key)
        {
            ["Mark"] = account.Mark,
            ["Day"] = account.Day.ToString(DayFormat, CultureInfo.InvariantCulture),
            ["DayTokens"] = account.DayTokens,
            ["MonthTokens"] = account.MonthTokens,
            ["Reserved"] = account.Reserved,
            ["DayTold"] = account.DayTold,
            ["MonthTold"] = account.MonthTold,
            ["Untold"] = account.Untold.Count == 0 ? null : JsonSerializer.Serialize(account.Untold),
        };
        return account.Version is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(account.Version));
    }

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static Account Read(TableEntity row)
    {
        var isDay = DateOnly.TryParseExact(row.Require<string>("Day"), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        RowColumns.Check(isDay, "Day");
        return new Account(
            row.ETag.ToString(),
            row.Require<Guid>("Mark"),
            day,
            row.Require<long>("DayTokens"),
            row.Require<long>("MonthTokens"),
            row.Require<long>("Reserved"),
            row.Require<int>("DayTold"),
            row.Require<int>("MonthTold"))
        {
            Untold = row.OptionalText("Untold") is { } untold ? RowColumns.ReadJson("Untold", untold, json => json.Deserialize<List<BudgetThreshold>>()!) : [],
        };
    }
}
