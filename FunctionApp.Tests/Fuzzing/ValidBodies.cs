using BotGateway.Contracts;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Fuzzing;

/// <summary>Bodies of all events that a client is answered with 200, if they come in this order: the examples, and what these leave out.</summary>
internal static class ValidBodies
{
    // Pages that there are not, and what would leave nothing for the others; without a dataset, a dry run asks no service for anything.
    private static readonly string[] Excepted =
        ["list_jobs_next", "bot_routine_list_next", "bot_routine_delete", "erase", "cancel_train", "delete_model", "delete_file", "train_dry_run"];

    private const string Train =
        """{"event_name":"train","jsonl":[{"messages":[{"role":"system","content":"Eres un bot.","name":"a"},{"role":"user","content":"Hola"},"""
        + """{"role":"assistant","content":"Adiós","weight":1}]},""";

    public static async Task<string[]> MakeAsync(Func<string, Task<Answer>> call)
    {
        Dictionary<string, string?> ids = [];
        var (bot, spareBot, spareThread) = (await MakeAsync("new_bot"), await MakeAsync("new_bot"), await MakeAsync("new_thread"));
        var (job, doomed, other, held) = (await MakeAsync("train"), await MakeAsync("train"), await PauseAsync(), await PauseAsync());
        // A dataset takes no part any more once a job trains on it.
        var (dataset, open) = ((await MakeAsync("add_examples"))["dataset_id"], (await MakeAsync("add_examples"))["dataset_id"]);
        var preferences = (await MakeAsync("add_examples_dpo"))["dataset_id"];
        ids = new()
        {
            [ExampleIds.Bot] = bot["bot_id"],
            [ExampleIds.Thread] = bot["thread_id"],
            [ExampleIds.MigratedBot] = spareBot["bot_id"],
            [ExampleIds.MigratedThread] = spareThread["thread_id"],
            [ExampleIds.Job] = job["job_id"],
            [ExampleIds.OtherJob] = held["job_id"],
            [ExampleIds.Dataset] = dataset,
            [ExampleIds.OpenDataset] = open,
        };
        var routine = (await MakeAsync("bot_routine_create"))["routine_id"];
        ids[ExampleIds.Routine] = routine;
        var page = (await SucceedAsync("""{"event_name":"list_threads","limit":1}"""))["next"];
        return
        [
            .. ApiExample.All.Where(example => !Excepted.Contains(example.Name)).Select(Named),
            """{"event_name":"create_thread","legacy_id":null}""",
            $$"""{"event_name":"update_bot","bot_id":"{{bot["bot_id"]}}","name":"Otro","instructions":"Cuentas cuentos.","modelID":"gpt-4.1-mini","temperature":1}""",
            $$"""{"event_name":"list_threads","limit":1,"next":"{{page}}"}""",
            $$"""{"event":"send_message","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""",
            $$"""{{Train}}{{string.Join(',', Examples.Many(9))}}],"model":"gpt-4.1-mini","suffix":"chistes","seed":7}""",
            $$"""{"event_name":"add_examples","dataset_id":"{{open}}","part":1,"jsonl":{{Examples.Text(Examples.Lines())}} }""",
            $$"""{"event_name":"add_examples","dataset_id":"{{preferences}}","part":2,"method":"dpo","jsonl":[{{Examples.Preference}}]}""",
            $$"""{"event_name":"train","dataset_id":"{{preferences}}","method":"dpo","dry_run":true}""",
            $$"""{"event_name":"train","dataset_id":"{{dataset}}","dry_run":true,"method":"supervised"}""",
            $$"""{"event_name":"train","dataset_id":"{{dataset}}","validation_dataset_id":"{{dataset}}"}""",
            $$"""{"event_name":"train","jsonl":{{Examples.Array()}},"metadata":{"team":"ventas"},"idempotency_key":"entrenar-1"}""",
            $$"""{"event_name":"cancel_train","id":"{{other["job_id"]}}"}""",
            $$"""{"event_name":"delete_file","file_id":"{{doomed["file_id"]}}"}""",
            $$"""{"event_name":"delete_model","model":"{{doomed["job_id"]}}"}""",
            $$"""{"event_name":"resume_train","job_id":"{{held["job_id"]}}"}""",
            $$"""{"event_name":"undeploy_model","modelID":"{{job["job_id"]}}"}""",
            """{"event_name":"bot_routine","action":"delete","routine_id":"routine_0"}""",
            """{"event_name":"erase","confirm":"another"}""",
        ];

        string Named(ApiExample example) =>
            ids.Aggregate(example.Body.ToJsonString(), (body, id) => body.Replace(id.Key, id.Value, StringComparison.Ordinal));

        Task<Answer> MakeAsync(string name) => SucceedAsync(Named(ApiExample.All.Single(example => example.Name == name)));

        // At the pace of the service's clock it would end before anything else could be done with it.
        async Task<Answer> PauseAsync() => await SucceedAsync($$"""{"event_name":"pause_train","id":"{{(await MakeAsync("train"))["job_id"]}}"}""");

        async Task<Answer> SucceedAsync(string body)
        {
            var answer = await call(body);
            Assert.True(answer.Status == 200, answer.Text);
            return answer;
        }
    }
}
