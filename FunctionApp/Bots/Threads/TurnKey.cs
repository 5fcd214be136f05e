using System.Globalization;
using BotGateway.Events.Idempotency;

namespace BotGateway.Bots.Threads;

/// <summary>What makes a turn the one of a routine's run, or of a request with an idempotency key: however often it is tried, a thread holds one turn of this key.</summary>
/// <param name="RowKey">In the thread's partition. It stands before the header and the turns, which are read in one range.</param>
/// <param name="IsFirstAttempt">Whether this is the first attempt, which cannot have a turn yet.</param>
internal sealed record TurnKey(string RowKey, bool IsFirstAttempt)
{
    public static TurnKey OfRun(string routineId, DateTimeOffset due, bool isFirstAttempt) =>
        new($"run_{routineId}_{due.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}", isFirstAttempt);

    public static TurnKey Of(Attempt attempt) => new($"run_{attempt.NewId("request")}", !attempt.IsRepeated);
}
