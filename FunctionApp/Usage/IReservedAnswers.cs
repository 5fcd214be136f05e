namespace BotGateway.Usage;

/// <summary>Finds the answers that a crash left uncounted.</summary>
internal interface IReservedAnswers
{
    /// <summary>Reads what the answers used that a thread keeps under a reservation. None is added to the thread afterwards.</summary>
    Task<IReadOnlyList<UsageItem>> FindAsync(string clientId, Reservation reservation, CancellationToken cancellationToken);
}
