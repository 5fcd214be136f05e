using System.Text.Json.Nodes;

namespace BotGateway.Events;

/// <summary>Tells a client that it was let in, which the dispatcher has found out already.</summary>
public sealed class CheckCredentials : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "check_credentials";

    /// <inheritdoc/>
    public Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation) =>
        Task.FromResult(new JsonObject { ["auth"] = true });
}
