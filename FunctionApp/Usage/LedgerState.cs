using Azure.Data.Tables;

namespace BotGateway.Usage;

/// <summary>A client's account, and the sums that were read or written since. It is right as long as the account's version is.</summary>
internal sealed class LedgerState(Account account)
{
    private readonly Dictionary<string, UsageAmount> _sums = [];
    private DateOnly _day;

    public Account Account { get; private set; } = account;

    public IEnumerable<string> Missing(IEnumerable<string> keys) => keys.Where(key => !_sums.ContainsKey(key));

    public void Learn(string key, UsageAmount sum) => _sums[key] = sum;

    public TableEntity Add(string clientId, string key, IEnumerable<UsageItem> items)
    {
        _sums[key] = items.Aggregate(_sums[key], (sum, item) => sum + item.Amount);
        return CounterRow.From(clientId, key, items.First() with { Amount = _sums[key] });
    }

    /// <summary>Forgets the sums of earlier days, to which hardly anything is added any more.</summary>
    public void BeginDay(DateOnly day)
    {
        if (day != _day)
            _sums.Clear();
        _day = day;
    }

    public void Become(Account account) => Account = account;
}
