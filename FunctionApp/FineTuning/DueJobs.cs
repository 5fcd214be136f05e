using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <param name="Items">The jobs and pending jobs, the longest overdue first.</param>
/// <param name="Malformed">Index entries that lead to neither.</param>
internal sealed record DueJobs(IReadOnlyList<OpenItem> Items, IReadOnlyList<DueIndexEntry> Malformed);
