namespace BotGateway.Webhooks;

/// <summary>A message that is still to be delivered.</summary>
/// <param name="Data">What it tells, as JSON.</param>
/// <param name="Tries">How often its delivery has failed.</param>
/// <param name="DueAt">When it is tried next; a dispatched one, when that is done again if its work was lost.</param>
internal sealed record OutboxMessage(OutboxPlace Place, string Type, DateTimeOffset At, string Data, int Tries, DateTimeOffset DueAt, string Version = "")
{
    /// <summary>The same for every try, so that the receiver recognizes a second delivery.</summary>
    public string Id => Place.Id;
}
