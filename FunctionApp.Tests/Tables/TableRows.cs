using Azure.Data.Tables;

namespace BotGateway.Tests.Tables;

internal static class TableRows
{
    /// <summary>The rows of a table whose key begins so.</summary>
    public static async Task<int> CountAsync(this TableServiceClient service, string table, string prefix = "")
    {
        var client = service.GetTableClient(table);
        await client.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        return await client.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: TestContext.Current.CancellationToken)
            .CountAsync(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}
