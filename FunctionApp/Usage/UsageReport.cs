using BotGateway.Contracts;

namespace BotGateway.Usage;

/// <summary>Adds up a client's usage by day, bot or model, and what it costs.</summary>
internal sealed class UsageReport(Prices prices)
{
    public const string ByDay = "day";
    public const string ByBot = "bot";

    private const double SecondsPerHour = 3600;

    // Sums of many small amounts; a millionth is less than any currency has.
    private const int Decimals = 6;

    public IEnumerable<(string Key, UsageSum Sum)> Group(IReadOnlyList<UsageItem> rows, string by) => rows
        .GroupBy(row => by switch
        {
            ByDay => $"{row.Day:O}",
            ByBot => row.BotId!,
            _ => row.Model,
        })
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, by switch
        {
            ByDay => Sum([.. group]) with { Day = group.Key },
            ByBot => Sum([.. group]) with { BotId = group.Key },
            _ => Sum([.. group]) with { Model = group.Key },
        }));

    public UsageSum Sum(IReadOnlyList<UsageItem> rows)
    {
        var amount = UsageItem.Sum(rows.Select(row => row.Amount));
        var cost = rows.Aggregate((double?)0, (sum, row) => sum + prices.CostOf(row.Model, row.Amount));
        return new UsageSum
        {
            Requests = amount.Requests,
            PromptTokens = amount.PromptTokens,
            CachedTokens = amount.CachedTokens,
            CompletionTokens = amount.CompletionTokens,
            TrainedTokens = amount.TrainedTokens,
            DeploymentHours = Math.Round(amount.DeploymentSeconds / SecondsPerHour, Decimals),
            Cost = cost is { } known ? Math.Round(known, Decimals) : null,
        };
    }
}
