using BotGateway.Contracts;

namespace BotGateway.Routines;

/// <param name="Due">The due time; of a run that was asked for, when that was.</param>
/// <param name="Started">When the last attempt started; null where there was none.</param>
/// <param name="Finished">When it ended; null where there was none.</param>
/// <param name="Attempt">Which attempt it was, from 1 on; 0 where there was none.</param>
/// <param name="Answer">What the bot answered, or null.</param>
/// <param name="Error">Why it did not, or null.</param>
/// <param name="Usage">What the answer cost, or null.</param>
/// <param name="Missed">How many due times this entry stands for, its own among them; 0 for one that was run.</param>
/// <param name="IsTruncated">Whether the answer's end is missing.</param>
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
