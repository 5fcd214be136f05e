using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>
/// The rows of table <c>usage</c> that hold sums, in the client's partition: one for each day and model, and one for each day, bot and model.
/// </summary>
internal static class CounterRow
{
    public const string OfModel = "model";
    public const string OfBot = "bot";

    private const string DayFormat = "yyyyMMdd";

    /// <summary>The rows that a use is added to.</summary>
    public static IEnumerable<(string Key, UsageItem Item)> RowsOf(UsageItem item)
    {
        yield return (Key(OfModel, item.Day, item.Model), item with { BotId = null });
        if (item.BotId is not null)
            yield return (Key(OfBot, item.Day, $"{item.BotId} {item.Model}"), item);
    }

    public static string FirstKey(string kind, DateOnly day) => $"{kind}_{Format(day)}_";

    /// <summary>The key after all of a day.</summary>
    public static string EndKey(string kind, DateOnly day) => $"{kind}_{Format(day)}`";

    public static TableEntity From(string partition, string key, UsageItem item) => new(partition, key)
    {
        ["BotId"] = item.BotId,
        ["Model"] = item.Model,
        ["Requests"] = item.Amount.Requests,
        ["PromptTokens"] = item.Amount.PromptTokens,
        ["CachedTokens"] = item.Amount.CachedTokens,
        ["CompletionTokens"] = item.Amount.CompletionTokens,
        ["TrainedTokens"] = item.Amount.TrainedTokens,
        ["DeploymentSeconds"] = item.Amount.DeploymentSeconds,
    };

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static UsageItem Read(TableEntity row)
    {
        var isDay = DateOnly.TryParseExact(row.RowKey.Split('_')[1], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        RowColumns.Check(isDay, "RowKey");
        return new UsageItem(
            day,
            row.OptionalText("BotId"),
            row.RequireText("Model"),
            new UsageAmount(
                row.Require<long>("Requests"),
                row.Require<long>("PromptTokens"),
                row.Require<long>("CachedTokens"),
                row.Require<long>("CompletionTokens"),
                row.Require<long>("TrainedTokens"),
                row.Require<double>("DeploymentSeconds")));
    }

    // The names of models may hold characters that a key must not.
    private static string Key(string kind, DateOnly day, string name) =>
        FirstKey(kind, day) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static string Format(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
