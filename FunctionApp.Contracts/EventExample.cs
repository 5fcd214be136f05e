namespace BotGateway.Contracts;

/// <summary>A request of an event and its response, under its name in docs/openapi.json.</summary>
internal sealed record EventExample(string Name, string Summary, object Request, object Response);
