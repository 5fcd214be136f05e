using System.Text.Json;

namespace BotGateway.LocalHost.Client;

/// <summary>A request that a <see cref="WebhookReceiver"/> got.</summary>
internal sealed record ReceivedWebhook(IHeaderDictionary Headers, string Body)
{
    public string Id => $"{Headers["webhook-id"]}";

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    private JsonElement Json { get; } = JsonElement.Parse(Body);
}
