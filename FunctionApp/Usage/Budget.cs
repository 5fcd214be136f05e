using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Usage;

/// <summary>How many tokens a client may use in a UTC day and in a UTC month; null: any number.</summary>
internal sealed record Budget(long? DailyTokens, long? MonthlyTokens)
{
    public const string Daily = "daily";
    public const string Monthly = "monthly";

    // Until some of the messages that are being answered have told what they used.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public static Budget None { get; } = new(null, null);

    public bool IsUnlimited => DailyTokens is null && MonthlyTokens is null;

    public static Budget Of(Client client) => new(client.DailyTokens, client.MonthlyTokens);

    public static DateTimeOffset ResetOf(string budget, DateTimeOffset now) => budget == Daily
        ? new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero)
        : new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    /// <summary>The budget that has nothing left, the one with the later reset first; null if there is none.</summary>
    /// <param name="account">The client's, of the present day.</param>
    public string? FindExhausted(Account account) =>
        account.MonthTokens + account.Reserved >= MonthlyTokens ? Monthly
        : account.DayTokens + account.Reserved >= DailyTokens ? Daily
        : null;

    /// <param name="account">The client's, of the present day.</param>
    /// <returns>The error for a message that finds a budget exhausted.</returns>
    public GatewayException Exceeded(string budget, Account account, DateTimeOffset now)
    {
        var reset = ResetOf(budget, now);
        var (used, limit) = budget == Daily ? (account.DayTokens, DailyTokens) : (account.MonthTokens, MonthlyTokens);
        var isUsed = used >= limit;
        return new GatewayException(
            ErrorKind.Throttled,
            FormattableString.Invariant(
                $"The {budget} budget of {limit} tokens is {(isUsed ? "used up" : "reserved by messages that are being answered")}; it is reset at {reset:yyyy-MM-dd'T'HH:mm:ss'Z'}."))
        {
            Budget = budget,
            ResetsAt = reset,
            RetryAfter = isUsed ? reset - now : Settling,
        };
    }
}
