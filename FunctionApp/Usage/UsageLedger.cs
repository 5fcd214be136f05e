using System.Collections.Concurrent;
using BotGateway.Authentication;
using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Usage;

/// <summary>Counts what each client uses, and keeps it within its budgets.</summary>
internal sealed partial class UsageLedger(
    UsageStore store, ClientDirectory clients, ThresholdNotices notices, TimeProvider clock, ILogger<UsageLedger> logger) : IUsageLedger
{
    private readonly ConcurrentDictionary<string, ClientUsage> _clients = new(StringComparer.Ordinal);

    public void RequireBudget(Client client)
    {
        var (budget, now) = (Budget.Of(client), clock.GetUtcNow());
        // What is reserved may be given back; what has been used stays used until the reset.
        if (!budget.IsUnlimited && Of(client.Id).Ledger.LastKnown is { } known && known.On(UsageItem.DayOf(now)) with { Reserved = 0 } is var account
            && budget.FindExhausted(account) is { } exhausted)
        {
            throw budget.Exceeded(exhausted, account, now);
        }
    }

    public Task PrepareAsync(string clientId, IReadOnlyList<string> threadIds) =>
        clients.TryFind(clientId, out var client) && Budget.Of(client).IsUnlimited ? Of(clientId).Threads.PrepareAsync(threadIds) : Task.CompletedTask;

    public async Task<MessageReservation> ReserveAsync(Client client, string threadId, Func<int> estimate)
    {
        var threads = Of(client.Id).Threads;
        var open = await threads.BeginAsync(threadId, Budget.Of(client).IsUnlimited ? 0 : estimate());
        return new MessageReservation(open, item => threads.EndAsync(open, item));
    }

    /// <summary>Makes a change that does not come from a message.</summary>
    public Task MakeAsync(string clientId, LedgerChange change) => Of(clientId).Ledger.MakeAsync(change);

    /// <summary>Counts what the client has used through this process so far.</summary>
    public Task CloseAsync(string clientId) => _clients.TryGetValue(clientId, out var client) ? client.Threads.CloseAsync(DateTimeOffset.MaxValue) : Task.CompletedTask;

    /// <summary>Counts what all clients have used through this process so far.</summary>
    public Task CloseAllAsync() => Task.WhenAll(_clients.Keys.Select(CloseAsync));

    /// <summary>Tells a client of thresholds that a crash left untold.</summary>
    public Task TellAsync(string clientId) => Of(clientId).Ledger.TellAsync();

    private async Task TellAsync(string clientId, IReadOnlyList<BudgetThreshold> thresholds)
    {
        try
        {
            await notices.TellAsync(clientId, thresholds);
            foreach (var threshold in thresholds)
                LogThreshold(clientId, threshold.Percent, threshold.Budget);
        }
        catch (GatewayException problem)
        {
            LogNotTold(clientId, SafeExceptionSummary.Of(problem));
            throw;
        }
    }

    private ClientUsage Of(string clientId) => _clients.GetOrAdd(clientId, id =>
    {
        var ledger = new ClientLedger(
            id,
            () => clients.TryFind(id, out var client) ? Budget.Of(client) : Budget.None,
            thresholds => TellAsync(id, thresholds),
            store,
            clock);
        return new ClientUsage(ledger, new ThreadReservations(id, store, ledger, clock, logger));
    });

    private sealed record ClientUsage(ClientLedger Ledger, ThreadReservations Threads);

    [LoggerMessage(97, LogLevel.Warning, "Client {ClientId} could not be told of a threshold of its budget; the next change tries again ({Causes})")]
    private partial void LogNotTold(string clientId, string causes);

    [LoggerMessage(96, LogLevel.Information, "Client {ClientId} has used {Percent} % of its {Budget} budget")]
    private partial void LogThreshold(string clientId, int percent, string budget);
}
