using System.Text.Json.Nodes;
using BotGateway.Tables;
using BotGateway.Threads;

namespace BotGateway.Events;

/// <summary>Makes a thread.</summary>
/// <param name="threads">Keeps the threads.</param>
/// <param name="clock">Gives the time that the id carries.</param>
public sealed class NewThread(IThreadStore threads, TimeProvider clock) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "new_thread";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["create_thread"];

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var id = EntityId.New("thread", clock);
        await threads.AddAsync(request.Client, id, cancellation);
        // Existing clients read "id".
        return new JsonObject { ["thread_id"] = id, ["id"] = id };
    }
}
