using System.Collections.Specialized;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;

namespace BotGateway.WebConsole;

/// <summary>The events that operators may call: they cause nothing that the client could not cause by reading, and answer no texts of threads.</summary>
internal sealed class ReadEvents(IEnumerable<Event> events)
{
    private const string Action = "action";

    private static readonly Dictionary<string, Type> Requests = new(StringComparer.Ordinal)
    {
        ["list_bots"] = typeof(ListBotsRequest),
        ["list_jobs"] = typeof(ListJobsRequest),
        ["check_train"] = typeof(CheckTrainRequest),
        ["list_models"] = typeof(ListModelsRequest),
        ["usage"] = typeof(UsageRequest),
    };

    private static readonly Dictionary<string, Type> Routines = new(StringComparer.Ordinal)
    {
        ["list"] = typeof(ListRoutinesRequest),
        ["get"] = typeof(GetRoutineRequest),
    };

    private readonly Dictionary<string, Event> _events = events.ToDictionary(each => each.Name, StringComparer.Ordinal);

    /// <summary>Reads a query as the body of an event's request.</summary>
    /// <exception cref="GatewayException">NotFound: no such event, or not for operators; Invalid: as the event's own errors, and any unknown field.</exception>
    public (Event Event, RequestBody Body) Find(string name, NameValueCollection query)
    {
        var isRoutine = name == "bot_routine";
        if (!(isRoutine ? Routines.TryGetValue(query[Action] ?? "", out var type) : Requests.TryGetValue(name, out type)))
            throw new GatewayException(ErrorKind.NotFound, $"The console only reads: {string.Join(", ", Requests.Keys)}, and bot_routine with the action {string.Join(" or ", Routines.Keys)}.");

        var contract = RequestContract.Of(type!);
        var body = QueryBody.Read(query, contract);
        return contract.Read(body, isRoutine ? [Action] : []).Unknown is [var unknown, ..] ? throw unknown.ToProblem() : (_events[name], body);
    }
}
