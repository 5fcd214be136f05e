using Azure.Data.Tables;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Golden;

/// <summary>The event bot_routine: teams, schedules and every action.</summary>
public sealed class RoutineAnswersTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly string[] Named = ["get", "pause", "resume", "delete", "run"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("team",
            """{"event_name":"bot_routine","modelID":"gpt-4.1-mini"}""", """{"event_name":"bot_routine","model_id":"gpt-4.1-mini"}""",
            """{"event_name":"bot_routine"}""", """{"event_name":"bot_routine","modelID":"gpt-none"}""", """{"event_name":"bot_routine","modelID":"a","model_id":"b"}""",
            """{"event_name":"bot_routine","schedule":"0 8 * * 1","modelID":"gpt-4.1-mini","message":"Resumen"}""",
            """{"event_name":"bot_routine","schedule":"0 8 * * 1","modelID":"gpt-4.1-mini"}"""),
        Scenario.Of("routine", ActAsync),
        Scenario.Of("routine-fields", async (recording, _) =>
        {
            var ids = await recording.NewBotAsync();
            await recording.CallAllAsync(Fields.Select(fields => $$"""{"event_name":"bot_routine",{{ids}},"message":"Resumen",{{fields}}}"""));
            await recording.CallAllAsync(
                $$"""{"event_name":"bot_routine","schedule":"0 8 * * *",{{ids}}}""",
                """{"event_name":"bot_routine","schedule":"0 8 * * *","message":"Resumen"}""",
                """{"event_name":"bot_routine","schedule":"0 8 * * *","botID":"bot_0","threadID":"thread_0","message":"Resumen"}""",
                $$"""{"event_name":"bot_routine","schedule":"0 8 * * *",{{ids.Replace("threadID", "x", StringComparison.Ordinal)}},"threadID":"thread_0","message":"Resumen"}""");
        }),
        Scenario.Of("routine-actions", Actions),
        Scenario.Of("routine-list", ListAsync),
        Scenario.Of("routine-runs", RunAsync),
        Scenario.Of("routine-paused", PauseAsync),
        Scenario.Of("routine-broken", BreakAsync),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static string[] Fields =>
    [
        "\"schedule\":5", "\"schedule\":\"\"", "\"schedule\":\"x\"", "\"schedule\":\"* * *\"", "\"schedule\":\"0 8 * * * * *\"", "\"schedule\":\"99 * * * *\"",
        "\"schedule\":\"0 25 * * *\"", "\"schedule\":\"0 0 30 2 *\"", "\"schedule\":\"H * * * *\"", "\"schedule\":\"@daily\"", "\"schedule\":\"0\\t8 * * *\"",
        $"\"schedule\":\"{new string('*', 257)}\"", "\"schedule\":\"0 8 * * *\",\"time_zone\":\"Mars\"", "\"schedule\":\"0 8 * * *\",\"time_zone\":\"america/lima\"",
        "\"schedule\":\"0 8 * * *\",\"time_zone\":5", "\"schedule\":\"0 8 * * *\",\"starts_at\":\"tomorrow\"",
        "\"schedule\":\"0 8 * * *\",\"starts_at\":\"2030-02-01T00:00:00\"", "\"schedule\":\"0 8 * * *\",\"starts_at\":1893456000",
        "\"schedule\":\"0 8 * * *\",\"ends_at\":\"2029-01-01T00:00:00Z\"", "\"schedule\":\"0 8 * * *\",\"ends_at\":\"2030-01-01T11:00:00Z\"",
        "\"schedule\":\"0 8 * * *\",\"starts_at\":\"2030-03-01T00:00:00Z\",\"ends_at\":\"2030-02-01T00:00:00Z\"",
        "\"schedule\":\"0 8 * * *\",\"max_runs\":0", "\"schedule\":\"0 8 * * *\",\"max_runs\":\"3\"", "\"schedule\":\"0 8 * * *\",\"max_runs\":1.5",
        "\"schedule\":\"0 8 * * *\",\"name\":7", "\"schedule\":\"0 8 * * *\",\"name\":\" \"",
        "\"schedule\":\"0 8 * * *\",\"deliver\":\"webhook\"", "\"schedule\":\"0 8 * * *\",\"deliver\":\"mail\"", "\"schedule\":\"0 8 * * *\",\"deliver\":\"\"",
        "\"schedule\":\"0 8 * * *\",\"deliver\":7", "\"schedule\":\"0 8 * * *\",\"fresh_thread\":\"yes\"", "\"schedule\":\"0 8 * * *\",\"fresh_thread\":1",
    ];

    private static string[] Actions =>
    [
        """{"event_name":"bot_routine","action":"nope"}""", """{"event_name":"bot_routine","action":7}""", """{"event_name":"bot_routine","action":"List"}""",
        """{"event_name":"bot_routine","action":"list"}""", """{"event_name":"bot_routine","action":"list","limit":0}""",
        """{"event_name":"bot_routine","action":"list","limit":101}""", """{"event_name":"bot_routine","action":"list","limit":"1"}""",
        """{"event_name":"bot_routine","action":"list","next":"x"}""", """{"event_name":"bot_routine","action":"list","next":7}""",
        .. Named.SelectMany(action => new[]
        {
            $$"""{"event_name":"bot_routine","action":"{{action}}"}""", $$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":7}""",
            $$"""{"event_name":"bot_routine","action":"{{action}}","routineID":"routine_00000000000000000000000000000000"}""",
            $$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"a","routineID":"b"}""",
        }),
    ];

    private static string Act(string action, string routine) => $$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"{{routine}}"}""";

    private static async Task<string> ScheduleAsync(Recording recording, string ids, string fields) =>
        (await recording.CallAsync($$"""{"event_name":"bot_routine",{{ids}},"message":"Resumen del día",{{fields}}}"""))["routine_id"]!;

    private static async Task ActAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        var routine = await ScheduleAsync(recording, ids, "\"schedule\":\"0 8 * * 1-5\",\"time_zone\":\"America/Lima\"");
        await recording.CallAsync(
            $$"""{"event_name":"bot_routine",{{ids.Replace("ID", "_id", StringComparison.Ordinal)}},"messaging":"Hola","schedule":"30 0 8 * * *","""
            + "\"name\":\"Cada día\",\"starts_at\":\"2030-02-01 03:04:05.5-05\",\"ends_at\":\"2030-03-01T00:00:00Z\",\"max_runs\":3.0}");
        foreach (var action in new[] { "get", "run", "get", "pause", "pause", "run", "get", "resume", "resume", "list" })
            await recording.CallAsync(Act(action, routine));
        await recording.CallAsync(Act("get", routine), Gateway.Acme);
        await recording.CallAsync(Act("delete", routine), Gateway.Acme);
        recording.Note("The model service fails.");
        jobs.Models.Faults.Next("chat", Fault.Status(500));
        await recording.CallAsync(Act("run", routine));
        await recording.CallAsync(Act("get", routine));
        await recording.CallAsync(Act("delete", routine));
        await recording.CallAsync(Act("delete", routine));
        await recording.CallAsync(Act("get", routine));
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
    }

    private static async Task ListAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        foreach (var name in new[] { "uno", "dos", new string('ñ', 300), "cuatro", "cinco" })
            await ScheduleAsync(recording, ids, $"\"schedule\":\"0 8 * * *\",\"name\":\"{name}\"");
        var next = (await recording.CallAsync("""{"event_name":"bot_routine","action":"list","limit":2}"""))["next"];
        var last = (await recording.CallAsync($$"""{"event_name":"bot_routine","action":"list","limit":2.0,"next":"{{next}}"}"""))["next"];
        await recording.CallAsync($$"""{"event_name":"bot_routine","action":"list","limit":2,"next":"{{last}}"}""");
        await recording.CallAsync($$"""{"event_name":"bot_routine","action":"list","next":"{{next}}"}""");
        recording.Note("Another client's page:");
        await recording.CallAsync($$"""{"event_name":"bot_routine","action":"list","next":"{{next}}"}""", Gateway.Acme);
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""", Gateway.Acme);
    }

    private static async Task RunAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        var routine = await ScheduleAsync(recording, ids, "\"schedule\":\"0 * * * *\",\"max_runs\":3");
        await TickAtAsync("2030-01-01T11:00:00Z");
        await recording.CallAsync(Act("get", routine));
        recording.Note("The model service fails three times.");
        jobs.Models.Faults.Next("chat", Fault.Status(429), times: 3);
        foreach (var time in new[] { "2030-01-01T12:00:00Z", "2030-01-01T12:01:10Z", "2030-01-01T12:07:00Z" })
        {
            await TickAtAsync(time);
            await recording.CallAsync(Act("get", routine));
        }

        recording.Note("Hours pass without a tick; then the answer is cut off.");
        jobs.Models.Faults.Next("chat", Fault.Response(200, """{"choices":[{"message":{"content":"Cort"},"finish_reason":"length"}]}"""));
        await TickAtAsync("2030-01-01T17:30:00Z");
        await recording.CallAsync(Act("get", routine));
        foreach (var action in new[] { "pause", "resume", "run", "list", "delete" })
            await recording.CallAsync(Act(action, routine));

        async Task TickAtAsync(string time)
        {
            jobs.Clock.SetUtcNow(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
            await jobs.TickAfterAsync(TimeSpan.Zero);
        }
    }

    private static async Task PauseAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        var routine = await ScheduleAsync(recording, ids, "\"schedule\":\"0 * * * *\"");
        recording.Note("The model is gone when the routine is due.");
        jobs.Models.Faults.Next("chat", Fault.Status(404, code: "DeploymentNotFound"));
        await jobs.TickAfterAsync(60 * Minute);
        await recording.CallAsync(Act("get", routine));
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
        await recording.CallAsync(Act("pause", routine));
        await recording.CallAsync(Act("resume", routine));
        await recording.CallAsync(Act("get", routine));
    }

    private static async Task BreakAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        var whole = await ScheduleAsync(recording, ids, "\"schedule\":\"0 8 * * *\"");
        var broken = await ScheduleAsync(recording, ids, "\"schedule\":\"0 9 * * *\"");
        var table = jobs.Service<TableServiceClient>().GetTableClient("routines");
        var row = await SingleAsync(table, $"routine_default:{broken}");
        row["TimeZone"] = "Mars/Olympus_Mons";
        row.Remove("Name");
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);
        recording.Note("The time zone of the second routine is unknown now, and its name is gone.");
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list","limit":1}""");
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
        foreach (var action in new[] { "get", "resume", "run", "pause", "pause", "get", "delete", "get" })
            await recording.CallAsync(Act(action, broken));
        await recording.CallAsync(Act("run", whole));
        var run = await SingleAsync(table, $"run_{whole}_");
        run["Outcome"] = "perhaps";
        await table.UpdateEntityAsync(run, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);
        recording.Note("The outcome of the first routine's run is unknown now.");
        await recording.CallAsync(Act("get", whole));
    }

    private static async Task<TableEntity> SingleAsync(TableClient table, string start) =>
        await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).SingleAsync(row => row.RowKey.StartsWith(start, StringComparison.Ordinal), Cancellation);
}
