namespace BotGateway.Http;

/// <param name="Response">A response record, or one that was kept, as JSON.</param>
/// <param name="Ignored">Fields of the request that the event does not have.</param>
internal sealed record EventResult(object Response, IReadOnlyList<string> Ignored);
