namespace BotGateway.Tests.Golden;

/// <summary>What lists, shows, changes and deletes bots and threads, and ids of the previous service.</summary>
public sealed class OwnershipAnswersTests(TableService tables)
{
    private const string Complete = "\"name\":\"Chistero\",\"instructions\":\"Cuentas chistes.\",\"modelID\":\"gpt-4.1-mini\"";
    private const string Unknown = "00000000000000000000000000000000";

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("bots", BotsAsync),
        Scenario.Of("threads", ThreadsAsync),
        Scenario.Of("legacy-ids", LegacyAsync),
        Scenario.Of("bots-and-threads-unavailable", FailTablesAsync),
        Scenario.Of("bots-and-threads-fields", async (recording, _) =>
        {
            var ids = await recording.NewBotAsync();
            await recording.CallAllAsync(Fields(ids).Select(fields => $$"""{"event_name":{{fields}}}"""));
        }),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static async Task BotsAsync(Recording recording, Gateway gateway)
    {
        await recording.CallAsync($$"""{"event_name":"create_bot_thread",{{Complete}},"temperature":0.5,"legacy_id":"asst_1"}""");
        var ids = await recording.NewBotAsync();
        var routine = (await recording.CallAsync($$"""{"event_name":"bot_routine","schedule":"0 8 * * *",{{ids}},"message":"Resumen"}"""))["routine_id"];
        var first = await recording.CallAsync("""{"event_name":"list_bots","limit":1}""");
        await recording.CallAllAsync(
            $$"""{"event_name":"list_bots","limit":1,"next":"{{first["next"]}}"}""",
            $$"""{"event_name":"get_bot",{{ids}}}""",
            """{"event_name":"get_bot","bot_id":"asst_1"}""",
            $$"""{"event_name":"update_bot",{{ids}},"name":"Cuentero","temperature":1,"version":1}""",
            $$"""{"event_name":"update_bot",{{ids}},"name":"Otro","version":1}""",
            $$"""{"event_name":"update_bot",{{ids}},"instructions":"Cuentas cuentos.","model_id":"gpt-4.1-mini"}""",
            $$"""{"event_name":"get_bot",{{ids}}}""",
            $$"""{"event_name":"delete_bot",{{ids}}}""",
            $$"""{"event_name":"delete_bot",{{ids}}}""",
            $$"""{"event_name":"messaging",{{ids}},"message":"Hola"}""",
            $$"""{"event_name":"bot_routine","action":"get","routine_id":"{{routine}}"}""",
            """{"event_name":"list_bots"}""");
        foreach (var name in new[] { "get_bot", "update_bot", "delete_bot", "list_threads" })
            await recording.CallAsync($$"""{"event_name":"{{name}}","botID":"asst_1","name":"x"}""", Gateway.Acme);
    }

    private static async Task ThreadsAsync(Recording recording, Gateway gateway)
    {
        var ids = await recording.NewBotAsync();
        await recording.CallAllAsync(
            """{"event_name":"new_thread"}""",
            $$"""{"event_name":"messaging",{{ids}},"message":"uno"}""",
            $$"""{"event_name":"messaging",{{ids}},"message":"dos"}""");
        var turns = await recording.CallAsync($$"""{"event_name":"get_thread",{{ids}},"limit":1}""");
        var threads = await recording.CallAsync("""{"event_name":"list_threads","limit":1}""");
        await recording.CallAllAsync(
            $$"""{"event_name":"get_thread",{{ids}},"limit":1,"next":"{{turns["next"]}}"}""",
            $$"""{"event_name":"list_threads","limit":1,"next":"{{threads["next"]}}"}""",
            $$"""{"event_name":"list_threads",{{ids}}}""",
            $$"""{"event_name":"delete_thread",{{ids}}}""",
            $$"""{"event_name":"delete_thread",{{ids}}}""",
            $$"""{"event_name":"get_thread",{{ids}}}""",
            $$"""{"event_name":"messaging",{{ids}},"message":"tres"}""",
            $$"""{"event_name":"list_threads",{{ids}}}""");
        using var held = gateway.Models.Faults.Hold("chat");
        var others = await recording.NewBotAsync();
        var message = recording.CallAsync($$"""{"event_name":"messaging",{{others}},"message":"cuatro"}""");
        await held.Arrived;
        recording.Note("While the message is being answered:");
        await recording.CallAsync($$"""{"event_name":"delete_thread",{{others}}}""");
        held.Release();
        await message;
    }

    private static async Task LegacyAsync(Recording recording, Gateway gateway) => await recording.CallAllAsync(
        $$"""{"event_name":"new_bot",{{Complete}},"legacy_id":"asst_1"}""",
        $$"""{"event_name":"new_bot",{{Complete}},"legacy_id":"asst_1"}""",
        """{"event_name":"new_thread","legacyID":"thread_1"}""",
        """{"event_name":"new_thread","legacy_id":"thread_1"}""",
        """{"event_name":"messaging","botID":"asst_1","threadID":"thread_1","message":"Hola"}""",
        """{"event_name":"bot_routine","schedule":"0 8 * * *","botID":"asst_1","threadID":"thread_1","message":"Resumen"}""",
        """{"event_name":"list_threads","botID":"asst_1"}""",
        """{"event_name":"get_thread","threadID":"thread_1"}""",
        """{"event_name":"delete_thread","threadID":"thread_1"}""",
        """{"event_name":"delete_bot","botID":"asst_1"}""",
        """{"event_name":"messaging","botID":"asst_1","threadID":"thread_1","message":"Hola"}""",
        """{"event_name":"create_bots_threads","modelID":"gpt-4.1-mini"}""");

    private static async Task FailTablesAsync(Recording recording, Gateway gateway)
    {
        foreach (var table in new[] { "bots", "threads", "threadlists", "deletions", "routines" })
        {
            gateway.Tables.Decide = _ => Fate.Served;
            var ids = await recording.NewBotAsync();
            recording.Note($"The Table service refuses what is about {table}.");
            gateway.Tables.Decide = request => request.Contains($"/{table}", StringComparison.Ordinal) ? Fate.Refused : Fate.Served;
            await recording.CallAllAsync(
                """{"event_name":"list_bots","limit":1}""",
                $$"""{"event_name":"get_bot",{{ids}}}""",
                $$"""{"event_name":"update_bot",{{ids}},"name":"x"}""",
                """{"event_name":"list_threads","limit":1}""",
                $$"""{"event_name":"get_thread",{{ids}}}""",
                $$"""{"event_name":"delete_thread",{{ids}}}""",
                $$"""{"event_name":"delete_bot",{{ids}}}""",
                $$"""{"event_name":"new_bot",{{Complete}},"legacy_id":"asst_{{table}}"}""",
                $$"""{"event_name":"new_thread","legacy_id":"thread_{{table}}"}""");
        }
    }

    private static IEnumerable<string> Fields(string ids) =>
    [
        "\"list_bots\",\"limit\":0", "\"list_bots\",\"limit\":101", "\"list_bots\",\"limit\":\"1\"", "\"list_bots\",\"next\":7", "\"list_bots\",\"next\":\"AAAA\"",
        "\"list_threads\",\"limit\":0", "\"list_threads\",\"next\":\"AAAA\"", $"\"list_threads\",\"botID\":\"bot_{Unknown}\"", "\"list_threads\",\"botID\":7",
        "\"get_bot\"", "\"get_bot\",\"botID\":7", $"\"get_bot\",\"botID\":\"bot_{Unknown}\"", "\"delete_bot\"", $"\"delete_bot\",\"botID\":\"bot_{Unknown}\"",
        "\"update_bot\",\"name\":\"x\"", $"\"update_bot\",{ids}", $"\"update_bot\",{ids},\"name\":\"\"", $"\"update_bot\",{ids},\"instructions\":7",
        $"\"update_bot\",{ids},\"modelID\":\"gpt-none\"", $"\"update_bot\",{ids},\"temperature\":3", $"\"update_bot\",{ids},\"name\":\"x\",\"version\":0",
        $"\"update_bot\",\"botID\":\"bot_{Unknown}\",\"name\":\"x\"",
        "\"get_thread\"", $"\"get_thread\",\"threadID\":\"thread_{Unknown}\"", $"\"get_thread\",{ids},\"limit\":0", $"\"get_thread\",{ids},\"next\":\"AAAA\"",
        "\"delete_thread\"", $"\"delete_thread\",\"threadID\":\"thread_{Unknown}\"",
        $"\"new_bot\",{Complete},\"legacy_id\":\"a b\"", $"\"new_bot\",{Complete},\"legacy_id\":\"bot_{Unknown}\"", $"\"new_bot\",{Complete},\"legacy_id\":7",
        "\"new_thread\",\"legacy_id\":\"\"", $"\"new_thread\",\"legacy_id\":\"{new string('x', 65)}\"", $"\"new_thread\",\"legacy_id\":\"thread_{Unknown}\"",
    ];
}
