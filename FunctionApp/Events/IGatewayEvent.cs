using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Requests;

namespace BotGateway.Events;

/// <summary>One event of the wire protocol.</summary>
public interface IGatewayEvent
{
    /// <summary>The canonical name, which answers carry.</summary>
    string Name { get; }

    /// <summary>Other names that clients use for it.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>Does what the event asks for.</summary>
    /// <param name="request">Who asks, and with which fields.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The event's own fields of the answer.</returns>
    /// <exception cref="ProblemException">Any answer other than success.</exception>
    Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation);
}

/// <summary>A request whose client has been let in.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Body">The event's fields.</param>
public sealed record EventRequest(Client Client, RequestBody Body);
