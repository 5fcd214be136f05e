using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Golden;

/// <summary>Bots, threads and messages.</summary>
public sealed class BotAnswersTests(TableService tables)
{
    private const string Complete = "\"name\":\"Chistero\",\"instructions\":\"Cuentas chistes.\",\"modelID\":\"gpt-4.1-mini\"";

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("new-bot",
            NewBot, $$"""{"event":"new_bot","name":"Ñandú \"él\" <b>&😀","instructions":"x","model_id":"gpt-4.1-mini","temperature":2}""",
            $$"""{"event_name":"new_bot",{{Complete}},"model_id":"gpt-4.1-mini","temperature":0.0}""", $$"""{"event_name":"new_bot",{{Complete}},"temperature":null}"""),
        Scenario.Of("new-bot-fields", [.. NewBotFields.Select(fields => $$"""{"event_name":"new_bot",{{fields}}}""")]),
        Scenario.Of("new-thread", """{"event_name":"new_thread"}""", """{"event_name":"create_thread"}"""),
        Scenario.Of("messaging", MessageAsync),
        Scenario.Of("messaging-fields", async (recording, _) =>
        {
            var ids = await recording.NewBotAsync();
            await recording.CallAllAsync(MessagingFields(ids).Select(fields => $$"""{"event_name":"messaging",{{fields}}}"""));
        }, new() { ["Messaging:MaxCharacters"] = "1000" }),
        Scenario.Of("thread-busy", BusyAsync),
        Scenario.Of("erase",
            NewBot, """{"event_name":"erase"}""", """{"event_name":"erase","confirm":"acme"}""", """{"event_name":"erase","confirm":7}""",
            """{"event_name":"erase","confirm":"default"}""", """{"event_name":"list_bots"}""", """{"event_name":"check_credentials"}""",
            """{"event_name":"erase","confirm":"default"}"""),
        Scenario.Of("too-many-at-once", async (recording, jobs) =>
        {
            var ids = await recording.NewBotAsync();
            using var held = jobs.Models.Faults.Hold("chat");
            recording.Note("While a message is being answered:");
            var first = recording.CallAsync($$"""{"event_name":"messaging",{{ids}},"message":"uno"}""");
            await held.Arrived;
            await recording.CallAsync("""{"event_name":"check_credentials"}""");
            held.Release();
            await first;
        }, new() { ["Requests:ConcurrentPerClient"] = "1" }),
        Scenario.Of("model-not-allowed", async (recording, jobs) =>
        {
            var job = (await recording.CallAsync(Examples.Train(), Gateway.Acme))["job_id"]!;
            jobs.EndJobs();
            var model = (await recording.CallAsync($$"""{"event_name":"check_train","id":"{{job}}"}""", Gateway.Acme))["model"];
            foreach (var client in new[] { Gateway.Acme, "default" })
            {
                await recording.CallAsync($$"""{"event_name":"new_bot","name":"a","instructions":"b","modelID":"{{model}}"}""", client);
                await recording.CallAsync($$"""{"event_name":"new_bot","name":"a","instructions":"b","modelID":"{{model}}:ckpt-step-30"}""", client);
                await recording.CallAsync($$"""{"event_name":"bot_routine","modelID":"{{model}}"}""", client);
            }
        }),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static string NewBot => $$"""{"event_name":"new_bot",{{Complete}}}""";

    private static string[] NewBotFields =>
    [
        "\"name\":\"a\"", "\"name\":\"a\",\"instructions\":\"b\"", "\"instructions\":\"b\",\"modelID\":\"gpt-4.1-mini\"", Complete.Replace("Chistero", " ", StringComparison.Ordinal),
        "\"name\":7,\"instructions\":\"b\",\"modelID\":\"gpt-4.1-mini\"", "\"name\":\"a\",\"instructions\":[],\"modelID\":\"gpt-4.1-mini\"",
        "\"name\":\"a\",\"instructions\":\"b\",\"modelID\":\"gpt-none\"", "\"name\":\"a\",\"instructions\":\"b\",\"modelID\":{}",
        "\"name\":\"a\",\"instructions\":\"b\",\"model_id\":\"gpt-none\"", $"{Complete},\"model_id\":\"gpt-4o\"",
        $"{Complete},\"temperature\":-0.1", $"{Complete},\"temperature\":2.5", $"{Complete},\"temperature\":\"1\"",
        $"\"name\":\"{new string('x', 100_001)}\",\"instructions\":\"b\",\"modelID\":\"gpt-4.1-mini\"",
        $"\"name\":\"a\",\"instructions\":\"b\",\"modelID\":\"gpt-4.1-mini\",\"temperature\":[{new string(' ', 70_000)}]",
    ];

    private static IEnumerable<string> MessagingFields(string ids) =>
    [
        "\"message\":\"Hola\"", $"{ids}", $"{ids},\"message\":\"\"", $"{ids},\"message\":7", $"{ids},\"message\":\"a\",\"messaging\":\"b\"",
        $"{ids},\"message\":\"{new string('x', 1001)}\"", $"{ids},\"bot_id\":\"other\",\"message\":\"Hola\"", $"{ids},\"thread_id\":\"other\",\"message\":\"Hola\"",
        "\"botID\":\"bot_0\",\"threadID\":\"thread_0\",\"message\":\"Hola\"", "\"botID\":7,\"threadID\":\"thread_0\",\"message\":\"Hola\"",
        $"{ids.Replace("botID", "x", StringComparison.Ordinal)},\"botID\":\"bot_00000000000000000000000000000000\",\"message\":\"Hola\"",
        $"{ids.Replace("threadID", "x", StringComparison.Ordinal)},\"threadID\":\"thread_00000000000000000000000000000000\",\"message\":\"Hola\"",
    ];

    private static async Task MessageAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        var others = ids.Replace("botID", "bot_id", StringComparison.Ordinal).Replace("threadID", "thread_id", StringComparison.Ordinal);
        await recording.CallAllAsync(
            $$"""{"event_name":"messaging",{{ids}},"message":"Cuéntame un chiste."}""",
            $$"""{"event_name":"send_message",{{others}},"messaging":"¿Otro? \"Sí\" <b>&😀"}""",
            $$"""{"event":"messaging",{{ids}},{{others}},"message":"a","messaging":"a"}""");
        await recording.CallAsync($$"""{"event_name":"messaging",{{ids}},"message":"Hola"}""", Gateway.Acme);
        string[] completions =
        [
            """{"choices":[{"message":{"content":"Sin uso."},"finish_reason":"stop"}]}""",
            """{"choices":[{"message":{"content":"Cort"},"finish_reason":"length"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""",
            """{"choices":[{"message":{"content":null,"refusal":"No puedo."},"finish_reason":"stop"}]}""",
            """{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}""",
            """{"choices":[{"message":{"content":""},"finish_reason":"length"}]}""",
            """{"choices":[{"message":{"content":"Ma"},"finish_reason":"content_filter"}]}""",
            """{"choices":[]}""",
        ];
        foreach (var completion in completions)
        {
            recording.Note($"The service answers {completion}");
            jobs.Models.Faults.Next("chat", Fault.Response(200, completion));
            await recording.CallAsync($$"""{"event_name":"messaging",{{ids}},"message":"Hola"}""");
        }
    }

    private static async Task BusyAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        using var held = jobs.Models.Faults.Hold("chat");
        var first = recording.CallAsync($$"""{"event_name":"messaging",{{ids}},"message":"uno"}""");
        await held.Arrived;
        recording.Note("While another message on the thread is being answered:");
        await recording.PassTimeUntilAsync(recording.CallAsync($$"""{"event_name":"messaging",{{ids}},"message":"dos"}"""));
        held.Release();
        await first;
    }
}
