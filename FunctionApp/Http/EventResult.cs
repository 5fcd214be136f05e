namespace BotGateway.Http;

/// <param name="Ignored">Fields of the request that the event does not have.</param>
internal sealed record EventResult(object Response, IReadOnlyList<string> Ignored);
