namespace BotGateway.Usage;

/// <summary>The reservation under which a message is answered. Disposing it counts what the answer used.</summary>
internal sealed class MessageReservation(OpenReservation open, Func<UsageItem?, Task> settleAsync) : IAsyncDisposable
{
    public string Id => open.Reservation.Id;

    /// <summary>What the answer used; null as long as there is none.</summary>
    public UsageItem? Used { get; set; }

    public async ValueTask DisposeAsync() => await settleAsync(Used);
}
