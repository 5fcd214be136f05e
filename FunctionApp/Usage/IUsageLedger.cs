using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Usage;

/// <summary>Counts what messages use, and keeps each client within its budgets.</summary>
internal interface IUsageLedger
{
    /// <summary>Fails for a client whose budget is known to be used up, without asking the table.</summary>
    /// <exception cref="GatewayException">Throttled: it is.</exception>
    void RequireBudget(Client client);

    /// <summary>Makes the reservations for messages in several threads in one request. Without it, or in case of a budget, each message makes its own.</summary>
    Task PrepareAsync(string clientId, IReadOnlyList<string> threadIds);

    /// <summary>To be called before the model is asked: from then on, an answer that is kept in the thread with the reservation's id is counted.</summary>
    /// <param name="estimate">Counts the tokens that the message may use; only called for a client that has a budget.</param>
    /// <exception cref="GatewayException">Throttled: the budget is exhausted.</exception>
    Task<MessageReservation> ReserveAsync(Client client, string threadId, Func<int> estimate);
}
