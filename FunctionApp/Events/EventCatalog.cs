using System.Collections.Frozen;
using System.Text.Json;
using BotGateway.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Events;

/// <summary>Finds the event that a body names.</summary>
/// <param name="events">All events.</param>
public sealed class EventCatalog(IEnumerable<IGatewayEvent> events)
{
    private readonly FrozenDictionary<string, IGatewayEvent> _byName = events
        .SelectMany(e => e.Aliases.Prepend(e.Name), (e, name) => KeyValuePair.Create(name, e))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _names = string.Join(", ", events.Select(e => e.Name));

    /// <summary>
    /// Finds the event that a body names in <c>event_name</c> or, as an example of the old service's documents has it, in <c>event</c>.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ProblemException">400: none, two different ones, or one that nobody knows.</exception>
    public IGatewayEvent Find(RequestBody body)
    {
        if (body.Find("event_name", "event") is not { } field)
            throw ProblemException.BadRequest($"'event_name' is missing; use one of: {_names}.");

        return field.Value.ValueKind == JsonValueKind.String && _byName.TryGetValue(field.Value.GetString()!, out var found)
            ? found
            : throw ProblemException.BadRequest($"'{field.Name}' is not known; use one of: {_names}.");
    }

    /// <summary>The one list of events: a new one is its own file and a line here.</summary>
    /// <param name="services">The app's services.</param>
    public static void Register(IServiceCollection services) => services
        .AddSingleton<IGatewayEvent, Train>()
        .AddSingleton<IGatewayEvent, AddExamples>()
        .AddSingleton<IGatewayEvent, CheckTrain>()
        .AddSingleton<IGatewayEvent, NewBot>()
        .AddSingleton<IGatewayEvent, NewThread>()
        .AddSingleton<IGatewayEvent, Messaging>()
        .AddSingleton<IGatewayEvent, BotRoutine>()
        .AddSingleton<IGatewayEvent, CheckCredentials>();
}
