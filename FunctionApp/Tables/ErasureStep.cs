using BotGateway.Contracts;

namespace BotGateway.Tables;

/// <param name="HasDeleted">Whether anything was deleted, counted or not.</param>
/// <param name="IsDone">Whether nothing is left, as far as is known.</param>
internal sealed record ErasureStep(bool HasDeleted, bool IsDone, ErasedCounts Deleted);
