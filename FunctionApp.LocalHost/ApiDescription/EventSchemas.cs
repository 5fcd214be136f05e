using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The schemas of all requests and responses as sent: the record's fields with the event's name and the status.</summary>
internal sealed class EventSchemas(ContractSchemas contracts)
{
    public (JsonObject Body, JsonObject Success) Add(IReadOnlyList<Event> events)
    {
        var requests = events.Select(each => (Event: each, Name: AddRequest(each))).ToList();
        foreach (var type in events.SelectMany(each => ResponsesOf(each.ResponseType)))
            contracts.AddResponse(type);
        var responses = events.Select(each => (Event: each, Name: AddResponse(each))).ToList();
        return (
            OneOf("event_name", requests.SelectMany(each => each.Event.Aliases.Prepend(each.Event.Name), (each, name) => (name, each.Name))),
            OneOf("event", responses.Select(each => (each.Event.Name, each.Name))));
    }

    /// <summary>The possible response records: the type itself, or all types that implement it.</summary>
    public static IReadOnlyList<Type> ResponsesOf(Type type) => type.IsInterface
        ? [.. type.Assembly.GetTypes().Where(each => each.IsClass && each.IsAssignableTo(type)).OrderBy(each => each.Name, StringComparer.Ordinal)]
        : [type];

    /// <summary>The component of a response; separate from its record's if other responses contain the record too.</summary>
    public string NameOfResponse(Type type) => contracts.IsNested(type) ? $"{type.Name}Response" : type.Name;

    private string AddRequest(Event @event)
    {
        var type = @event.RequestType;
        if (ContractsJson.SerializerOptions.GetTypeInfo(type).PolymorphismOptions is not { } union)
        {
            AddEventName(contracts.AddRequest(type), @event);
            return type.Name;
        }

        var variants = new JsonArray();
        contracts.Components[type.Name] = new JsonObject { ["oneOf"] = variants };
        foreach (var variant in union.DerivedTypes)
        {
            var schema = contracts.AddRequest(variant.DerivedType);
            AddDiscriminator(schema, union.TypeDiscriminatorPropertyName, variant);
            AddEventName(schema, @event);
            variants.Add(ContractSchemas.ReferenceTo(variant.DerivedType.Name));
        }

        return type.Name;
    }

    private static void AddEventName(JsonObject schema, Event @event)
    {
        var name = @event.Aliases.Count == 0
            ? new JsonObject { ["const"] = @event.Name }
            : new JsonObject { ["type"] = "string", ["enum"] = ContractSchemas.ToArray(@event.Aliases.Prepend(@event.Name)) };
        name["x-aliases"] = ContractSchemas.ToArray(EventCatalog.NameFields[1..]);
        Prepend(schema, EventCatalog.NameFields[0], name);
    }

    private static void AddDiscriminator(JsonObject schema, string field, JsonDerivedType variant)
    {
        if (variant.TypeDiscriminator is string word)
            Prepend(schema, field, new JsonObject { ["const"] = word });
        else
            schema["properties"]!.AsObject().Insert(0, field, new JsonObject { ["type"] = "null", ["description"] = "Left out." });
    }

    private string AddResponse(Event @event)
    {
        var types = ResponsesOf(@event.ResponseType);
        foreach (var type in types)
        {
            var schema = contracts.AddResponse(type);
            if (contracts.IsNested(type))
            {
                schema = new JsonObject
                {
                    ["allOf"] = new JsonArray(ContractSchemas.ReferenceTo(type.Name)),
                    ["type"] = "object",
                    ["properties"] = new JsonObject(),
                };
                contracts.Components[NameOfResponse(type)] = schema;
            }

            AddEnvelope(schema, @event.Name);
        }

        if (types is [var only])
            return NameOfResponse(only);
        // Some have all fields of another, so more than one can match.
        var name = @event.ResponseType.Name[1..];
        contracts.Components[name] = new JsonObject
        {
            ["anyOf"] = new JsonArray([.. types.Select(type => ContractSchemas.ReferenceTo(NameOfResponse(type)))]),
        };
        return name;
    }

    private static void AddEnvelope(JsonObject schema, string eventName)
    {
        Prepend(schema, "event", new JsonObject { ["const"] = eventName });
        // A job's status replaces the usual 200.
        if (!schema["properties"]!.AsObject().ContainsKey("status"))
            Prepend(schema, "status", new JsonObject { ["const"] = 200 });
        schema["properties"]!["ignored"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string" },
            ["maxItems"] = 20,
            ["description"] = "Fields of the request that the event does not have; absent if there are none.",
        };
    }

    private static void Prepend(JsonObject schema, string name, JsonObject property)
    {
        schema["properties"]!.AsObject().Insert(0, name, property);
        if (schema["required"] is JsonArray required)
            required.Insert(0, name);
        else
            schema["required"] = ContractSchemas.ToArray([name]);
    }

    private static JsonObject OneOf(string field, IEnumerable<(string Word, string Component)> variants)
    {
        var all = variants.ToList();
        return new JsonObject
        {
            ["oneOf"] = new JsonArray([.. all.Select(each => each.Component).Distinct().Select(ContractSchemas.ReferenceTo)]),
            ["discriminator"] = new JsonObject
            {
                ["propertyName"] = field,
                ["mapping"] = new JsonObject(all.Select(each => KeyValuePair.Create(each.Word, (JsonNode?)$"#/components/schemas/{each.Component}"))),
            },
        };
    }
}
