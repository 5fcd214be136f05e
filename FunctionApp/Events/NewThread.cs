using System.Text.Json.Nodes;
using BotGateway.Threads;

namespace BotGateway.Events;

/// <summary>Makes a thread.</summary>
/// <param name="threads">Keeps the threads.</param>
public sealed class NewThread(IThreadStore threads) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "new_thread";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["create_thread"];

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var id = await threads.CreateAsync(request.Client, cancellation);
        // Existing clients read "id".
        return new JsonObject { ["thread_id"] = id, ["id"] = id };
    }
}
