using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Usage;

/// <summary>Counts what messages use, and keeps each client within its budgets.</summary>
internal interface IUsageLedger
{
    /// <summary>Fails for a client whose budget is known to be used up, without asking the table.</summary>
    /// <exception cref="GatewayException">Throttled: it is.</exception>
    void RequireBudget(Client client);

    /// <summary>To be called before the model is asked: from then on, an answer that is kept in the thread with the reservation's id is counted.</summary>
    /// <param name="estimate">Counts the tokens that the message may use; only called for a client that has a budget.</param>
    /// <exception cref="GatewayException">Throttled: the budget is exhausted.</exception>
    Task<OpenReservation> ReserveAsync(Client client, string threadId, Func<int> estimate);

    /// <param name="item">What the answer used; null if there was none.</param>
    Task SettleAsync(Client client, OpenReservation reservation, UsageItem? item);
}
