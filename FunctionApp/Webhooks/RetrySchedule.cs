namespace BotGateway.Webhooks;

/// <summary>When a message is tried again: 8 tries over about 24 hours.</summary>
internal static class RetrySchedule
{
    public const int MostTries = 8;

    // What waits for longer, since its client has more than can be tried, is given up.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(36);

    // After the first failed try, the second, and so on.
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(7), TimeSpan.FromHours(9),
    ];

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(9);

    public static bool IsTooOld(OutboxMessage message, DateTimeOffset now) => now - message.At > Longest;

    /// <returns>Null after the last try.</returns>
    public static DateTimeOffset? Next(OutboxMessage message, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (message.Tries + 1 >= MostTries)
            return null;
        // Jitter: what failed together does not come back together.
        var delay = Delays[message.Tries] * (0.9 + (0.2 * Random.Shared.NextDouble()));
        var asked = retryAfter > LongestRetryAfter ? LongestRetryAfter : retryAfter;
        return now + (asked > delay ? asked.Value : delay);
    }
}
