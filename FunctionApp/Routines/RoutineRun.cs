using BotGateway.Contracts;

namespace BotGateway.Routines;

/// <param name="Due">The due time; for a manual run, the time of the request.</param>
/// <param name="Started">When the last attempt started; null where there was none.</param>
/// <param name="Finished">When it ended; null where there was none.</param>
/// <param name="Attempt">The number of the attempt, from 1; 0 if there was none.</param>
/// <param name="Answer">What the bot answered, or null.</param>
/// <param name="Error">Why it did not, or null.</param>
/// <param name="Usage">The tokens that the answer used, or null.</param>
/// <param name="Missed">How many due times this entry represents, including its own; 0 for a run.</param>
/// <param name="IsTruncated">Whether the answer was cut off.</param>
internal sealed record RoutineRun(
    DateTimeOffset Due,
    DateTimeOffset? Started,
    DateTimeOffset? Finished,
    int Attempt,
    RunOutcome Outcome,
    string? Answer = null,
    string? Error = null,
    TokenUsage? Usage = null,
    int Missed = 0,
    bool IsTruncated = false);
