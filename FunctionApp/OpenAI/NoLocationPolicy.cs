using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;

namespace BotGateway.OpenAI;

/// <summary>
/// Takes <c>"location":null</c> out of what is sent: Azure.ResourceManager 1.7.0 writes it for every generic resource, but a deployment has no location.
/// </summary>
internal sealed class NoLocationPolicy : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Content is not { } content)
            return;

        using var body = new MemoryStream();
        content.WriteTo(body, message.CancellationToken);
        var json = JsonNode.Parse(body.ToArray())!.AsObject();
        json.Remove("location");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(json.ToJsonString()));
        content.Dispose();
    }
}
