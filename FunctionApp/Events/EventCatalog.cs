using System.Collections.Frozen;
using BotGateway.Http;

namespace BotGateway.Events;

internal sealed class EventCatalog(IEnumerable<Event> events)
{
    /// <summary>The fields that name the event; the second is from an example in the previous service's documentation.</summary>
    public static readonly string[] NameFields = ["event_name", "event"];

    private readonly FrozenDictionary<string, Event> _byName = events
        .SelectMany(each => each.Aliases.Prepend(each.Name), (each, name) => KeyValuePair.Create(name, each))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _names = string.Join(", ", events.Select(each => each.Name));

    /// <exception cref="GatewayException">Invalid: it names none, two different ones, or one that does not exist.</exception>
    public Event Find(RequestBody body)
    {
        if (body.Find(RequestBody.MostBytes, NameFields) is not { } found)
            throw GatewayException.Invalid($"'event_name' is missing; use one of: {_names}.");

        return found.Field.IsText && _byName.TryGetValue(found.Field.Text, out var called)
            ? called
            : throw GatewayException.Invalid($"'{found.Name}' is not known; use one of: {_names}.");
    }
}
