namespace BotGateway.Scheduling;

internal sealed record Slot(string Client, string Name, string Token);
