using Azure;
using Azure.Data.Tables;

namespace BotGateway.Bots.Threads;

internal static class HeaderRow
{
    // Threads of earlier versions have no lease; one of another form is none.
    public static ThreadHeader Read(TableEntity row) => new(
        row.ETag.ToString(),
        row.TryGetValue("LeaseHolder", out var holder) && holder is Guid by && row.TryGetValue("LeaseUntil", out var until) && until is DateTimeOffset end
            ? new ThreadLease(by, end)
            : ThreadLease.Ended)
    {
        ListedBots = row.TryGetValue("ListedBots", out var bots) && bots is string listed ? listed.Split(',') : [],
        LegacyId = row.TryGetValue("LegacyId", out var legacyId) ? legacyId as string : null,
    };

    public static TableTransactionAction WriteLease(string partition, ThreadHeader seen, ThreadLease lease) => new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(partition, ThreadKeys.Header)
        {
            ["LeaseHolder"] = lease.Holder,
            ["LeaseUntil"] = lease.Until,
            ["ListedBots"] = seen.ListedBots.Count == 0 ? null : string.Join(',', seen.ListedBots),
        },
        new ETag(seen.Version));
}
