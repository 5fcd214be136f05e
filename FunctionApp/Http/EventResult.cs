namespace BotGateway.Http;

/// <summary>What a successful event returns.</summary>
/// <param name="Response">The response record.</param>
/// <param name="Ignored">Fields of the request that the event does not have.</param>
internal sealed record EventResult(object Response, IReadOnlyList<string> Ignored);
