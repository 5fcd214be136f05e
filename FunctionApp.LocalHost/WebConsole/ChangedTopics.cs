using BotGateway.Contracts;
using BotGateway.Telemetry;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>What a page should read again.</summary>
internal static class ChangedTopics
{
    private const string Jobs = "jobs";
    private const string Bots = "bots";
    private const string Routines = "routines";
    private const string Usage = "usage";

    public static readonly IReadOnlyList<string> All = [Jobs, Bots, Routines, Usage];

    private static readonly Dictionary<string, IReadOnlyList<string>> ByEvent = new(StringComparer.Ordinal)
    {
        ["train"] = [Jobs],
        ["cancel_train"] = [Jobs],
        ["pause_train"] = [Jobs],
        ["resume_train"] = [Jobs],
        ["deploy_model"] = [Jobs],
        ["undeploy_model"] = [Jobs],
        ["delete_model"] = [Jobs],
        ["new_bot"] = [Bots],
        ["update_bot"] = [Bots],
        ["delete_bot"] = [Bots, Routines],
        ["bot_routine"] = [Routines, Bots],
        ["messaging"] = [Usage],
        ["erase"] = All,
    };

    /// <returns>None if the request has only read: reading what has changed must not look like another change.</returns>
    public static IReadOnlyList<string> Of(RequestSummary request) =>
        request is { Status: 200, Event: { } name } && request.ResponseType != typeof(RoutineListResponse) && request.ResponseType != typeof(RoutineDetails)
            ? ByEvent.GetValueOrDefault(name, [])
            : [];
}
