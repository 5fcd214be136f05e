using Azure;
using Azure.Data.Tables;

namespace BotGateway.Usage;

/// <summary>A change of a client's usage that is made once.</summary>
/// <param name="guard">A row that is added, changed or deleted with it: that it is there already, is another or is gone shows that the change has been made.</param>
/// <param name="items">What is counted.</param>
/// <param name="reserved">By how much the reserved tokens change; more are reserved only within the client's budget.</param>
internal sealed class LedgerChange(TableTransactionAction guard, IReadOnlyList<UsageItem> items, long reserved = 0)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<UsageItem> Items => items;

    public long Reserved => reserved;

    public Task Done => _done.Task;

    public TableTransactionAction Guard => guard;

    public bool IsMade(TableEntity? there) => guard.ActionType == TableTransactionActionType.Add
        ? there is not null
        : there is null || (guard.ETag != ETag.All && guard.ETag != there.ETag);

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
