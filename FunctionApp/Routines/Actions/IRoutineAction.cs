using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>One action of the event <c>bot_routine</c>.</summary>
public interface IRoutineAction
{
    /// <summary>What the field <c>action</c> calls it.</summary>
    string Name { get; }

    /// <summary>Does what the action asks for.</summary>
    /// <param name="request">Who asks, and with which fields.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The event's own fields of the answer.</returns>
    /// <exception cref="ProblemException">Any answer other than success.</exception>
    Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation);
}
