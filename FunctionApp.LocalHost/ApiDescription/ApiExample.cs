using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>An example of a request and its response.</summary>
internal sealed record ApiExample(string EventName, EventExample Contract)
{
    public static IReadOnlyList<ApiExample> All { get; } =
        [.. AppEvents.List().SelectMany(each => each.Examples, (each, example) => new ApiExample(each.Name, example))];

    public string Name => Contract.Name;

    public string Summary => Contract.Summary;

    /// <summary>The request's <c>body</c>.</summary>
    public JsonObject Body => CreateBody(EventName, Contract.Request);

    /// <summary>The response, as the gateway writes it.</summary>
    public JsonObject Answer => JsonNode.Parse(ResponseWriter.SuccessOf(EventName, new EventResult(Contract.Response, [])).Span)!.AsObject();

    internal static JsonObject CreateBody(string eventName, object request)
    {
        // Serialized as the union type, if it belongs to one, so that the discriminator is written.
        var type = request is BotRoutineRequest ? typeof(BotRoutineRequest) : request.GetType();
        var fields = JsonSerializer.SerializeToNode(request, ContractsJson.SerializerOptions.GetTypeInfo(type))!.AsObject();
        var body = new JsonObject { ["event_name"] = eventName };
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
            body[name] = value!.DeepClone();
        return body;
    }
}
