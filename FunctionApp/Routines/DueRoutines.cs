using BotGateway.Tables;

namespace BotGateway.Routines;

/// <param name="Routines">The routines, those that have waited longest first.</param>
/// <param name="Malformed">Places on the agenda that lead to no routine.</param>
/// <param name="IsMore">Whether there may be more, which is found when these have moved.</param>
internal sealed record DueRoutines(IReadOnlyList<DueRoutine> Routines, IReadOnlyList<DueIndexEntry> Malformed, bool IsMore);
