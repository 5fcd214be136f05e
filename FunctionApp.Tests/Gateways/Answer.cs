using System.Text.Json;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Gateways;

/// <summary>An answer of the gateway.</summary>
public sealed class Answer(GatewayAnswer answer)
{
    public int Status => answer.Status;

    public string Text => answer.Body;

    public string? RequestId => answer.RequestId;

    public JsonElement Json { get; } = JsonElement.Parse(answer.Body);

    public string? this[string field] => Json.TryGetProperty(field, out var value) ? value.ToString() : null;
}
