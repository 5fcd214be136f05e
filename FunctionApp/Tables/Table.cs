using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using BotGateway.Http;
using BotGateway.Telemetry;

namespace BotGateway.Tables;

/// <summary>A table, created at the first write. Failures of the service are distinguished from those of the caller.</summary>
/// <remarks>Every member throws a <see cref="GatewayException"/> with Unavailable where the Table service does not answer or rejects the gateway.</remarks>
internal sealed class Table(TableClient client)
{
    private static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    private volatile bool _isMissing;

    /// <summary>Whether the table did not exist when rows were last read: nothing has been written to it.</summary>
    public bool IsMissing => _isMissing;

    /// <returns>The row, or null where there is none.</returns>
    public Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken) =>
        GuardAsync(
            "find",
            async () =>
            {
                var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
                return found.HasValue ? found.Value : null;
            },
            cancellationToken);

    /// <summary>Reads rows of one partition in the order of their keys.</summary>
    public IAsyncEnumerable<TableEntity> ReadRangeAsync(
        string partition,
        string from,
        string to,
        int pageSize,
        CancellationToken cancellationToken,
        IEnumerable<string>? columns = null,
        string? condition = null)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");
        if (condition is not null)
            filter += $" and {condition}";
        return ReadAsync(client.QueryAsync<TableEntity>(filter, pageSize, columns, cancellationToken), cancellationToken);
    }

    /// <summary>Reads the keys of all rows of many partitions, in their order.</summary>
    public IAsyncEnumerable<(string Partition, string Row)> ReadKeysAsync(
        string from, string to, CancellationToken cancellationToken, int? pageSize = null, string? condition = null)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}");
        if (condition is not null)
            filter += $" and {condition}";
        return KeysOf(ReadAsync(client.QueryAsync<TableEntity>(filter, pageSize, Keys, cancellationToken), cancellationToken));
    }

    /// <summary>Reads the keys of rows of one partition in their order.</summary>
    public IAsyncEnumerable<(string Partition, string Row)> ReadKeysAsync(
        string partition, string from, string to, int pageSize, CancellationToken cancellationToken, string? condition = null) =>
        KeysOf(ReadRangeAsync(partition, from, to, pageSize, cancellationToken, Keys, condition));

    /// <summary>Deletes rows of one partition, all or none, whatever is in them.</summary>
    /// <returns>Whether they were deleted; false if one no longer exists.</returns>
    public Task<bool> TryDeleteAsync(string partition, IEnumerable<string> rows, CancellationToken cancellationToken) =>
        TryWriteAsync(
            [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All))], cancellationToken);

    /// <returns>Whether they were written; false if a new row already exists, or another has been changed or deleted since it was read.</returns>
    public async Task<bool> TryWriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        await TryWriteAllAsync(changes, cancellationToken) is not null;

    /// <summary>Writes rows of one partition, all or none, the first of them one that stays.</summary>
    /// <returns>The first row's new version; null where nothing was written, for the reasons of <c>TryWriteAsync</c>.</returns>
    public async Task<string?> TryReplaceAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        await TryWriteAllAsync(changes, cancellationToken) is [var version, ..] ? version : null;

    /// <summary>Writes rows of one partition, all or none.</summary>
    /// <returns>The rows' new versions, empty for deleted ones; null if nothing was written, for the reasons of <c>TryWriteAsync</c>.</returns>
    public Task<IReadOnlyList<string>?> TryWriteAllAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<string>?>(
            "write",
            async () =>
            {
                try
                {
                    return [.. (await SubmitAsync(changes, cancellationToken)).Select(response => response.Headers.ETag?.ToString() ?? "")];
                }
                catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && !IsAboutTable(e))
                {
                    return null;
                }
            },
            cancellationToken);

    public Task<bool> TryWriteAsync(TableTransactionActionType kind, TableEntity entity, CancellationToken cancellationToken) =>
        TryWriteAsync([new TableTransactionAction(kind, entity, entity.ETag)], cancellationToken);

    private async Task<IReadOnlyList<Response>> SubmitAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(changes, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            await client.CreateIfNotExistsAsync(cancellationToken);
            return await SendAsync(changes, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Response>> SendAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        // A batch of one does the same, but building and reading it takes most of the work of a request.
        if (changes is not [var change])
            return (await client.SubmitTransactionAsync(changes, cancellationToken)).Value;
        var row = (TableEntity)change.Entity;
        var response = await (change.ActionType switch
        {
            TableTransactionActionType.Add => client.AddEntityAsync(row, cancellationToken),
            TableTransactionActionType.UpdateReplace => client.UpdateEntityAsync(row, change.ETag, TableUpdateMode.Replace, cancellationToken),
            TableTransactionActionType.UpdateMerge => client.UpdateEntityAsync(row, change.ETag, TableUpdateMode.Merge, cancellationToken),
            TableTransactionActionType.UpsertReplace => client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken),
            TableTransactionActionType.UpsertMerge => client.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken),
            TableTransactionActionType.Delete => client.DeleteEntityAsync(row.PartitionKey, row.RowKey, change.ETag, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(changes)),
        });
        // The client does not report that a row to delete is missing, unlike a batch.
        return response.IsError ? throw new RequestFailedException(response) : [response];
    }

    private static IAsyncEnumerable<(string Partition, string Row)> KeysOf(IAsyncEnumerable<TableEntity> rows) =>
        rows.Select(row => (row.PartitionKey, row.RowKey));

    // The table is being deleted, which says nothing about the rows.
    private static bool IsAboutTable(RequestFailedException e) =>
        e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == TableErrorCode.TableBeingDeleted;

    private async IAsyncEnumerable<TableEntity> ReadAsync(AsyncPageable<TableEntity> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = rows.AsPages().GetAsyncEnumerator(cancellationToken);
        do
        {
            if (!await GuardAsync("read", () => MoveNextAsync(pages), cancellationToken))
                yield break;
            foreach (var row in pages.Current.Values)
                yield return row;
        }
        while (pages.Current.ContinuationToken is not null);
    }

    // A table that was never written to has no rows.
    private async Task<bool> MoveNextAsync(IAsyncEnumerator<Page<TableEntity>> pages)
    {
        try
        {
            var isThere = await pages.MoveNextAsync();
            _isMissing = false;
            return isThere;
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            _isMissing = true;
            return false;
        }
    }

    private async Task<T> GuardAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await Tracing.CallAsync($"table {client.Name} {operation}", span =>
            {
                span?.SetTag("db.collection.name", client.Name).SetTag("db.operation.name", operation);
                return call();
            });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && BrokenConnection.IsOutage(e))
        {
            // Rejected as invalid: a bug of the gateway, which a retry does not fix.
            throw e is RequestFailedException { Status: 400 or 413 }
                ? new GatewayException(ErrorKind.Internal, "The Table service rejected the gateway's request as invalid.", e)
                : new GatewayException(ErrorKind.Unavailable, "The Table service is unavailable.", e);
        }
    }
}
