namespace BotGateway.Http;

/// <param name="Response">A response record, or a stored response as <see cref="Contracts.RawJson"/>.</param>
/// <param name="Ignored">Fields of the request that the event does not have.</param>
internal sealed record EventResult(object Response, IReadOnlyList<string> Ignored);
