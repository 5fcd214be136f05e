namespace BotGateway.Usage;

/// <summary>What an answer used, and the reservation that makes sure that it is counted.</summary>
internal sealed record ReservedUse(string ReservationId, UsageItem Item, DateTimeOffset At);
