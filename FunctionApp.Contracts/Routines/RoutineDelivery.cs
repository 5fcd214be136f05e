namespace BotGateway.Contracts;

/// <summary>Where a routine's answers go.</summary>
internal static class RoutineDelivery
{
    public const string Thread = "thread";
    public const string Webhook = "webhook";
}
