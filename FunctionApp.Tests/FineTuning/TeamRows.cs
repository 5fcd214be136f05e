using Azure.Data.Tables;
using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.FineTuning;

internal static class TeamRows
{
    /// <summary>How many bots and threads there are.</summary>
    public static async Task<(int Bots, int Threads)> CountAsync(Gateway gateway) =>
        (await CountAsync(gateway, "bots", ""), await CountAsync(gateway, "threads", "RowKey eq 'thread'"));

    private static async Task<int> CountAsync(Gateway gateway, string table, string filter)
    {
        var client = gateway.Service<TableServiceClient>().GetTableClient(table);
        await client.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        return await client.QueryAsync<TableEntity>(filter, cancellationToken: TestContext.Current.CancellationToken)
            .CountAsync(TestContext.Current.CancellationToken);
    }
}
