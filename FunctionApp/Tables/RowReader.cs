using Azure.Data.Tables;
using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tables;

/// <summary>Makes objects of rows, some of which may be unreadable.</summary>
internal sealed partial class RowReader(ILogger logger)
{
    /// <summary>Reads the row that a request or work item refers to.</summary>
    /// <exception cref="GatewayException">Internal: it cannot be read; the message names the column.</exception>
    public static T Read<T>(TableEntity row, Func<TableEntity, T> read, string kind, string id)
    {
        try
        {
            return read(row);
        }
        catch (UnreadableRowException fault)
        {
            throw new UnreadableEntityException(kind, id, fault);
        }
    }

    /// <summary>Reads many rows. An unreadable one does not prevent finding the others.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(IAsyncEnumerable<TableEntity> rows, Func<TableEntity, T> read)
        where T : class
    {
        await foreach (var row in rows)
        {
            if (TryRead(row, read) is { } found)
                yield return found;
        }
    }

    private T? TryRead<T>(TableEntity row, Func<TableEntity, T> read)
        where T : class
    {
        try
        {
            return read(row);
        }
        catch (UnreadableRowException fault)
        {
            LogSkipped(row.RowKey, row.PartitionKey, fault.Message);
            return null;
        }
    }

    [LoggerMessage(65, LogLevel.Warning, "Row {RowKey} of {Partition} is skipped: it cannot be read ({Reason})")]
    private partial void LogSkipped(string rowKey, string partition, string reason);
}
