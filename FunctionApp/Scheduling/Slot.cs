namespace BotGateway.Scheduling;

/// <summary>A client's right to have one message in flight.</summary>
/// <param name="Client">The client.</param>
/// <param name="Name">Which of its slots.</param>
/// <param name="Token">Tells this holder from others.</param>
internal sealed record Slot(string Client, string Name, string Token);
