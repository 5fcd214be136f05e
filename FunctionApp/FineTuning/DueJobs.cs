using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <param name="Items">The jobs and pending jobs, those that have waited longest first.</param>
/// <param name="Malformed">Places on the agenda that lead to neither.</param>
internal sealed record DueJobs(IReadOnlyList<OpenItem> Items, IReadOnlyList<DueIndexEntry> Malformed);
