using System.Globalization;

namespace BotGateway.Bots.Threads;

/// <summary>What makes a turn the one that a routine's run added: however often the run is tried, a thread holds one turn of this key.</summary>
internal sealed record RunIdempotencyKey(string RoutineId, DateTimeOffset Due)
{
    /// <summary>Whether this is the first attempt, which cannot have a turn yet.</summary>
    public bool IsFirstAttempt { get; init; }

    public override string ToString() => $"run_{RoutineId}_{Due.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}";
}
