using BotGateway.Contracts;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Fuzzing;

/// <summary>Bodies of all events that a client is answered with 200, if they come in this order.</summary>
internal static class ValidBodies
{
    private const string Model = "gpt-4.1-mini";

    /// <summary>Makes what the bodies need: a bot, a thread, a job, a dataset and a routine.</summary>
    /// <param name="call">Sends a body for the client.</param>
    public static async Task<string[]> MakeAsync(Func<string, Task<Answer>> call)
    {
        var bot = await SucceedAsync(NewBot);
        var job = await SucceedAsync(Train);
        var doomed = await SucceedAsync(Train);
        var (other, held) = (await PauseAsync(await SucceedAsync(Train)), await PauseAsync(await SucceedAsync(Train)));
        var (spareBot, spareThread) = (await SucceedAsync(NewBot), await SucceedAsync("""{"event_name":"new_thread"}"""));
        var dataset = (await SucceedAsync($$"""{"event_name":"add_examples","jsonl":{{Examples.Array()}} }"""))["dataset_id"];
        var preferences = (await SucceedAsync($$"""{"event_name":"add_examples","method":"dpo","jsonl":{{Examples.Preferences()}} }"""))["dataset_id"];
        var ids = $"\"botID\":\"{bot["bot_id"]}\",\"threadID\":\"{bot["thread_id"]}\",\"message\":\"Hola\"";
        var routine = await SucceedAsync($$"""{"event_name":"bot_routine","schedule":"0 8 * * 1-5","time_zone":"America/Lima",{{ids}}}""");
        var page = (await SucceedAsync("""{"event_name":"list_threads","limit":1}"""))["next"];
        var named = $"\"routine_id\":\"{routine["routine_id"]}\"";
        string[] bodies =
        [
            """{"event_name":"check_credentials"}""",
            NewBot,
            """{"event_name":"new_thread"}""",
            """{"event_name":"create_thread","legacy_id":null}""",
            """{"event_name":"list_bots","limit":10}""",
            $$"""{"event_name":"get_bot","botID":"{{bot["bot_id"]}}"}""",
            $$"""{"event_name":"update_bot","bot_id":"{{bot["bot_id"]}}","name":"Otro","instructions":"Cuentas cuentos.","modelID":"{{Model}}","temperature":1}""",
            $$"""{"event_name":"delete_bot","botID":"{{spareBot["bot_id"]}}"}""",
            $$"""{"event_name":"list_threads","limit":1,"next":"{{page}}"}""",
            $$"""{"event_name":"list_threads","botID":"{{bot["bot_id"]}}"}""",
            $$"""{"event_name":"get_thread","threadID":"{{bot["thread_id"]}}","limit":1}""",
            $$"""{"event_name":"delete_thread","threadID":"{{spareThread["thread_id"]}}"}""",
            $$"""{"event_name":"messaging",{{ids}}}""",
            $$"""{"event":"send_message",{{ids}}}""",
            Train,
            $$"""{"event_name":"train","messages":{{Examples.Flat()}},"hyperparameters":{"n_epochs":2,"batch_size":"auto"} }""",
            $$"""{"event_name":"train","jsonl":{{Examples.Text(Examples.Lines())}},"validation_jsonl":{{Examples.Array(1)}},"then":{"bot_routine":true} }""",
            $$"""{"event_name":"add_examples","jsonl":{{Examples.Array()}} }""",
            $$"""{"event_name":"add_examples","dataset_id":"{{dataset}}","part":1,"jsonl":{{Examples.Text(Examples.Lines())}} }""",
            $$"""{"event_name":"add_examples","dataset_id":"{{preferences}}","part":2,"method":"dpo","jsonl":[{{Examples.Preference}}]}""",
            $$"""{"event_name":"train","dataset_id":"{{preferences}}","method":"dpo","dry_run":true}""",
            $$"""{"event_name":"train","dataset_id":"{{dataset}}","dry_run":true,"method":"supervised"}""",
            $$"""{"event_name":"train","dataset_id":"{{dataset}}","validation_dataset_id":"{{dataset}}"}""",
            $$"""{"event_name":"train","jsonl":{{Examples.Array()}},"metadata":{"team":"ventas"},"idempotency_key":"entrenar-1"}""",
            $$"""{"event_name":"check_train","id":"{{job["job_id"]}}"}""",
            $$"""{"event_name":"check_train","id":"{{job["job_id"]}}","details":true}""",
            """{"event_name":"list_jobs"}""",
            """{"event_name":"list_models","limit":10}""",
            $$"""{"event_name":"cancel_train","id":"{{other["job_id"]}}"}""",
            $$"""{"event_name":"pause_train","id":"{{held["job_id"]}}"}""",
            $$"""{"event_name":"resume_train","job_id":"{{held["job_id"]}}"}""",
            $$"""{"event_name":"deploy_model","model":"{{job["job_id"]}}"}""",
            $$"""{"event_name":"undeploy_model","modelID":"{{job["job_id"]}}"}""",
            $$"""{"event_name":"delete_file","file_id":"{{doomed["file_id"]}}"}""",
            $$"""{"event_name":"delete_model","model":"{{doomed["job_id"]}}"}""",
            $$"""{"event_name":"bot_routine","modelID":"{{Model}}"}""",
            $$"""
            {"event_name":"bot_routine","schedule":"0 8 * * 1-5","time_zone":"America/Lima","name":"Resumen","starts_at":"2026-01-01T00:00:00Z",
            "ends_at":"2099-01-01T00:00:00Z","max_runs":10,"deliver":"thread","fresh_thread":true,{{ids}}}
            """,
            """{"event_name":"bot_routine","action":"list"}""",
            """{"event_name":"bot_routine","action":"list","limit":10}""",
            $$"""{"event_name":"bot_routine","action":"get",{{named}}}""",
            $$"""{"event_name":"bot_routine","action":"pause",{{named}}}""",
            $$"""{"event_name":"bot_routine","action":"resume",{{named}}}""",
            $$"""{"event_name":"bot_routine","action":"run",{{named}}}""",
            """{"event_name":"bot_routine","action":"delete","routine_id":"routine_0"}""",
        ];
        // Not as in its example: nothing would be left for the others.
        bodies = [.. bodies, """{"event_name":"erase","confirm":"another"}"""];
        var missing = ApiExample.All.Where(example => !bodies.Any(body => body.Contains($"\"{example.EventName}\"", StringComparison.Ordinal)));
        return [.. bodies, .. missing.Select(example => example.Body.ToJsonString()
            .Replace(ExampleIds.Bot, bot["bot_id"], StringComparison.Ordinal)
            .Replace(ExampleIds.Thread, bot["thread_id"], StringComparison.Ordinal)
            .Replace(ExampleIds.Job, job["job_id"], StringComparison.Ordinal)
            .Replace(ExampleIds.Dataset, dataset, StringComparison.Ordinal)
            .Replace(ExampleIds.Routine, routine["routine_id"], StringComparison.Ordinal))];

        // At the pace of the service's clock it would end before anything else could be done with it.
        Task<Answer> PauseAsync(Answer train) => SucceedAsync($$"""{"event_name":"pause_train","id":"{{train["job_id"]}}"}""");

        async Task<Answer> SucceedAsync(string body)
        {
            var answer = await call(body);
            Assert.True(answer.Status == 200, answer.Text);
            return answer;
        }
    }

    private static string NewBot =>
        $$"""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"{{Model}}","temperature":0.5}""";

    private static string Train =>
        """{"event_name":"train","jsonl":[{"messages":[{"role":"system","content":"Eres un bot.","name":"a"},{"role":"user","content":"Hola"},"""
        + """{"role":"assistant","content":"Adiós","weight":1}]},"""
        + $$"""{{string.Join(',', Examples.Many(9))}}],"model":"{{Model}}","suffix":"chistes","seed":7}""";
}
