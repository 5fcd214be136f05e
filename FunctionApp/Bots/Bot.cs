namespace BotGateway.Bots;

/// <param name="Id"><c>bot_</c> and a UUID version 7 in 32 hex digits.</param>
/// <param name="Instructions">The system message of every conversation.</param>
/// <param name="Model">The model, by the name that the model service answers to.</param>
/// <param name="Temperature">Sampling temperature, 0 to 2; null for the gateway's default.</param>
internal sealed record Bot(string Id, string Name, string Instructions, string Model, double? Temperature = null)
{
    public string? LegacyId { get; init; }

    /// <summary>How many times it has been written.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The version of its row; empty before it is stored.</summary>
    public string ETag { get; init; } = "";
}
