namespace BotGateway.Usage;

/// <summary>What a client has used of its budgets. Each change of its sums changes this row too, so its version guards them all.</summary>
/// <param name="Version">Of the stored row; null if there is none yet.</param>
/// <param name="Mark">Of the last change, so that a writer whose answer was lost recognizes its own.</param>
/// <param name="Reserved">Tokens of messages that are being answered.</param>
/// <param name="DayTold">The highest threshold of the daily budget, in per cent, that the client has been told of; so is the next.</param>
internal sealed record Account(
    string? Version, Guid Mark, DateOnly Day, long DayTokens = 0, long MonthTokens = 0, long Reserved = 0, int DayTold = 0, int MonthTold = 0)
{
    private static readonly int[] Thresholds = [50, 80, 100];

    /// <summary>The thresholds that have been passed and are still to be put into the outbox.</summary>
    public IReadOnlyList<BudgetThreshold> Untold { get; init; } = [];

    public static Account None { get; } = new(null, Guid.Empty, DateOnly.MinValue);

    /// <summary>The account on a day: a new day or month begins at 0. A clock that is behind does not bring a day back.</summary>
    public Account On(DateOnly day)
    {
        if (day <= Day)
            return this;
        var isSameMonth = (day.Year, day.Month) == (Day.Year, Day.Month);
        return this with
        {
            Day = day,
            DayTokens = 0,
            DayTold = 0,
            MonthTokens = isSameMonth ? MonthTokens : 0,
            MonthTold = isSameMonth ? MonthTold : 0,
        };
    }

    public Account Add(UsageItem item) => this with
    {
        DayTokens = DayTokens + (item.Day == Day ? item.Amount.BudgetTokens : 0),
        MonthTokens = MonthTokens + ((item.Day.Year, item.Day.Month) == (Day.Year, Day.Month) ? item.Amount.BudgetTokens : 0),
    };

    /// <summary>Passes the thresholds that have been reached.</summary>
    public Account Pass(Budget budget, DateTimeOffset now)
    {
        var passed = new List<BudgetThreshold>();
        int Next(string name, int told, long used, long? limit)
        {
            foreach (var percent in Thresholds.Where(percent => percent > told && used >= limit * (percent / 100.0)))
            {
                passed.Add(new BudgetThreshold(name, percent, used, limit!.Value, Budget.ResetOf(name, now)));
                told = percent;
            }

            return told;
        }

        var next = this with
        {
            DayTold = Next(Budget.Daily, DayTold, DayTokens, budget.DailyTokens),
            MonthTold = Next(Budget.Monthly, MonthTold, MonthTokens, budget.MonthlyTokens),
        };
        return passed.Count == 0 ? next : next with { Untold = [.. Untold, .. passed] };
    }
}
