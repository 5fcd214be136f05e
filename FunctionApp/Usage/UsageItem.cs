namespace BotGateway.Usage;

/// <param name="Day">The UTC day.</param>
/// <param name="BotId">The bot that answered; null for training and deployments.</param>
internal sealed record UsageItem(DateOnly Day, string? BotId, string Model, UsageAmount Amount)
{
    /// <summary>Adds up what belongs to the same day, bot and model.</summary>
    public static IReadOnlyList<UsageItem> Sum(IEnumerable<UsageItem> items) =>
        [.. items.GroupBy(item => item with { Amount = default }).Select(same => same.Key with { Amount = Sum(same.Select(item => item.Amount)) })];

    public static UsageAmount Sum(IEnumerable<UsageAmount> amounts) => amounts.Aggregate(default(UsageAmount), (sum, amount) => sum + amount);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
