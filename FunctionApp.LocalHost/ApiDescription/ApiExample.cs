using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>A request of an event and its response, under its name in the document.</summary>
internal sealed record ApiExample(string Name, string Summary, string EventName, object Request, object Response)
{
    /// <summary>The request's <c>body</c>.</summary>
    public JsonObject Body => CreateBody(EventName, Request);

    /// <summary>The response, as the gateway writes it.</summary>
    public JsonObject Answer
    {
        get
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json))
                ResponseWriter.WriteSuccess(writer, EventName, new EventResult(Response, []));
            return JsonNode.Parse(json.ToArray())!.AsObject();
        }
    }

    internal static JsonObject CreateBody(string eventName, object request)
    {
        // As the union, if it is part of one: that writes the discriminator.
        var type = request is BotRoutineRequest ? typeof(BotRoutineRequest) : request.GetType();
        var fields = JsonSerializer.SerializeToNode(request, ContractsJson.SerializerOptions.GetTypeInfo(type))!.AsObject();
        var body = new JsonObject { ["event_name"] = eventName };
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
            body[name] = value!.DeepClone();
        return body;
    }
}
