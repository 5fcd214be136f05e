using Azure.Data.Tables;
using BotGateway.Http;

namespace BotGateway.Usage;

/// <summary>
/// Makes the changes of one client's usage. Those that come while others are being written wait and are written together, in one batch, so that any number of
/// concurrent messages costs a few requests; other processes are noticed by the account's version.
/// </summary>
/// <param name="budget">Reads the client's budget, which can change while the app runs.</param>
/// <param name="tellAsync">Tells the client of thresholds that have been passed; a second time tells nothing new.</param>
internal sealed class ClientLedger(string clientId, Func<Budget> budget, Func<IReadOnlyList<BudgetThreshold>, Task> tellAsync, UsageStore store, TimeProvider clock)
{
    // A batch has at most 100 rows, of which one is the account.
    private const int MostRows = 99;
    private const int MostTries = 50;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<LedgerChange> _waiting = new();
    private bool _isWriting;
    private IReadOnlyList<LedgerChange> _batch = [];
    private LedgerState? _state;

    /// <summary>What is known of the account without asking; null if nothing.</summary>
    public Account? LastKnown => _state?.Account;

    /// <summary>Makes a change, or finds that it has been made.</summary>
    /// <exception cref="GatewayException">Throttled: the budget is exhausted; Unavailable: the table is, and the change may have been made.</exception>
    public Task MakeAsync(LedgerChange change)
    {
        lock (_lock)
        {
            _waiting.Enqueue(change);
            if (_isWriting)
                return change.Done;
            _isWriting = true;
        }

        _ = WriteAllAsync();
        return change.Done;
    }

    /// <summary>Waits until the changes so far have been made or have failed, which their callers are told.</summary>
    public async Task CompleteAsync()
    {
        List<Task> changes;
        lock (_lock)
            changes = [.. _batch.Concat(_waiting).Select(change => change.Done)];
        await Task.WhenAll(changes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAllAsync()
    {
        await Task.Yield();
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await WriteAsync(batch);
            }
            catch (Exception fault)
            {
                // Of a batch, each waits for its own change.
                _state = null;
                batch.ForEach(change => change.Fail(fault));
            }
        }
    }

    private List<LedgerChange> Take()
    {
        lock (_lock)
        {
            var batch = new List<LedgerChange>();
            var rows = new HashSet<string>(StringComparer.Ordinal);
            // A batch changes a row once; the next one finds the same change made.
            while (_waiting.TryPeek(out var next) && !rows.Contains(next.Guard.Entity.RowKey) && (batch.Count == 0 || rows.Union(RowsOf(next)).Count() <= MostRows))
            {
                rows.UnionWith(RowsOf(next));
                batch.Add(_waiting.Dequeue());
            }

            _isWriting = batch.Count > 0;
            _batch = [.. batch];
            return batch;
        }
    }

    private static IEnumerable<string> RowsOf(LedgerChange change) => change.Items.SelectMany(CounterRow.RowsOf).Select(row => row.Key).Prepend(change.Guard.Entity.RowKey);

    private async Task WriteAsync(List<LedgerChange> changes)
    {
        for (var i = 0; changes.Count > 0; i++)
        {
            if (i == MostTries)
                throw new GatewayException(ErrorKind.Unavailable, "The client's usage is being changed by too many at once; try again.");
            if (await TryWriteAsync(changes))
                return;
            // About load, not about the time of day: it is real where the clock of a test stands still.
            await Task.Delay(ShortestPause * Random.Shared.Next(1, 10));
        }
    }

    private async Task<bool> TryWriteAsync(List<LedgerChange> changes)
    {
        var state = _state ??= new LedgerState(await store.ReadAccountAsync(clientId, CancellationToken.None));
        var before = state.Account;
        var now = clock.GetUtcNow();
        var limits = budget();
        var account = Apply(changes, before.On(UsageItem.DayOf(now)) with { Mark = Guid.NewGuid() }, limits, now).Pass(limits, now);
        if (changes.Count == 0)
            return true;

        state.BeginDay(account.Day);
        var sums = changes.SelectMany(change => change.Items).SelectMany(CounterRow.RowsOf).ToLookup(row => row.Key, row => row.Item);
        var missing = state.Missing(sums.Select(sum => sum.Key)).ToList();
        var read = await Task.WhenAll(missing.Select(key => store.ReadSumAsync(clientId, key, CancellationToken.None)));
        foreach (var (key, sum) in missing.Zip(read))
            state.Learn(key, sum);
        var version = await store.Table.TryReplaceAsync(
            [
                AccountRow.Write(clientId, account),
                .. changes.Select(change => change.Guard),
                .. sums.Select(sum => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, state.Add(clientId, sum.Key, sum))),
            ],
            CancellationToken.None);
        if (version is null)
        {
            await FindMadeAsync(changes, before, account.Mark);
            return changes.Count == 0;
        }

        state.Become(account with { Version = version });
        changes.ForEach(change => change.Complete());
        if (await TellAsync(state.Account) is { } told)
            state.Become(told);
        else
            _state = null;
        return true;
    }

    /// <summary>Tells what a crash left untold.</summary>
    public async Task TellAsync() => await TellAsync(await store.ReadAccountAsync(clientId, CancellationToken.None));

    // What cannot be told stays in the account, for the next change or the timer.
    private async Task<Account?> TellAsync(Account account)
    {
        if (account.Untold.Count == 0)
            return account;
        await tellAsync(account.Untold);
        var told = account with { Untold = [] };
        return await store.Table.TryReplaceAsync([AccountRow.Write(clientId, told)], CancellationToken.None) is { } version ? told with { Version = version } : null;
    }

    // What has been used comes first; then tokens are reserved as long as there are any.
    private static Account Apply(List<LedgerChange> changes, Account account, Budget budget, DateTimeOffset now)
    {
        foreach (var change in changes.OrderBy(change => change.Reserved).ToList())
        {
            if (change.Reserved > 0 && budget.FindExhausted(account) is { } exhausted)
            {
                changes.Remove(change);
                change.Fail(budget.Exceeded(exhausted, account, now));
                continue;
            }

            account = change.Items.Aggregate(account, (sum, item) => sum.Add(item)) with { Reserved = Math.Max(0, account.Reserved + change.Reserved) };
        }

        return account;
    }

    // Another process has changed the account, or a change has been made before: by an attempt whose answer was lost, or by the timer.
    private async Task FindMadeAsync(List<LedgerChange> changes, Account before, Guid mark)
    {
        var there = await store.ReadAccountAsync(clientId, CancellationToken.None);
        _state = new LedgerState(there);
        if (there.Mark == mark)
        {
            changes.ForEach(change => change.Complete());
            changes.Clear();
        }
        else if (there.Version == before.Version)
        {
            var made = await Task.WhenAll(changes.Select(IsMadeAsync));
            foreach (var change in changes.Where((_, index) => made[index]).ToList())
            {
                changes.Remove(change);
                change.Complete();
            }
        }
    }

    private async Task<bool> IsMadeAsync(LedgerChange change) =>
        change.IsMade(await store.Table.FindAsync(clientId, change.Guard.Entity.RowKey, CancellationToken.None));
}
