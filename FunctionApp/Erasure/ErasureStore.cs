using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Erasure;

/// <summary>Erasures in table <c>erasures</c>: PartitionKey = <c>running</c>, or <c>done</c> for the last one of a client; RowKey = client.</summary>
internal sealed class ErasureStore(TableServiceClient service)
{
    private const string Running = "running";
    private const string Done = "done";
    private const int PageSize = 1000;

    private readonly Table _table = new(service.GetTableClient("erasures"));

    public Task<ErasureRecord?> FindRunningAsync(string clientId, CancellationToken cancellationToken) => FindAsync(Running, clientId, cancellationToken);

    public Task<ErasureRecord?> FindDoneAsync(string clientId, CancellationToken cancellationToken) => FindAsync(Done, clientId, cancellationToken);

    public async Task<IReadOnlyList<string>> ReadRunningAsync(CancellationToken cancellationToken) =>
        await _table.ReadKeysAsync(Running, "", "~", PageSize, cancellationToken).Select(key => key.Row).ToListAsync(cancellationToken);

    /// <summary>Begins an erasure, unless one is running.</summary>
    public Task AddAsync(ErasureRecord record, CancellationToken cancellationToken) =>
        _table.TryWriteAsync(TableTransactionActionType.Add, record.ToRow(Running), cancellationToken);

    /// <returns>The record as it is stored now; null if it has changed since it was read.</returns>
    public async Task<ErasureRecord?> TryReplaceAsync(ErasureRecord after, CancellationToken cancellationToken) =>
        await _table.TryReplaceAsync([new(TableTransactionActionType.UpdateReplace, after.ToRow(Running), new ETag(after.Version))], cancellationToken) is { } version
            ? after with { Version = version }
            : null;

    /// <summary>Ends an erasure. If a crash comes between the two writes, it ends once more.</summary>
    public async Task EndAsync(ErasureRecord done, CancellationToken cancellationToken)
    {
        await _table.TryWriteAsync(TableTransactionActionType.UpsertReplace, done.ToRow(Done), cancellationToken);
        await WithdrawAsync(done, cancellationToken);
    }

    /// <summary>Removes a running erasure, unless it has changed since it was read.</summary>
    public Task WithdrawAsync(ErasureRecord record, CancellationToken cancellationToken) => _table.TryWriteAsync(
        [new(TableTransactionActionType.Delete, new TableEntity(Running, record.ClientId), new ETag(record.Version))], cancellationToken);

    private async Task<ErasureRecord?> FindAsync(string partition, string clientId, CancellationToken cancellationToken) =>
        await _table.FindAsync(partition, clientId, cancellationToken) is { } row ? RowReader.Read(row, ErasureRecord.Read, "erasure", clientId) : null;
}
