using BotGateway.Tables;

namespace BotGateway.Routines;

/// <param name="Routines">The routines, the longest overdue first.</param>
/// <param name="Malformed">Index entries that do not lead to a routine.</param>
/// <param name="IsMore">Whether there may be more, which the next read finds after these have moved.</param>
internal sealed record DueRoutines(IReadOnlyList<DueRoutine> Routines, IReadOnlyList<DueIndexEntry> Malformed, bool IsMore);
