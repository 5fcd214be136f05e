namespace BotGateway.Bots;

/// <param name="Id"><c>bot_</c> and a UUID version 7 in 32 hex digits.</param>
/// <param name="Instructions">The system message of every conversation.</param>
/// <param name="Model">The model, by the name that the model service answers to.</param>
/// <param name="Temperature">Sampling temperature, 0 to 2; null for the gateway's default.</param>
internal sealed record Bot(string Id, string Name, string Instructions, string Model, double? Temperature = null);
