using BotGateway.Contracts;

namespace BotGateway.Erasure;

/// <param name="HasFound">Whether there was anything that a request can have written lately.</param>
/// <param name="HasDeleted">Whether another round may get further at once.</param>
/// <param name="IsLast">Whether the round went through everything.</param>
internal sealed record ErasureProgress(ErasedCounts Deleted, bool HasFound, bool HasDeleted, bool IsLast, IReadOnlyList<string> Left, string? Problem);
