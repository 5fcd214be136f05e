using BotGateway.FineTuning;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Golden;

/// <summary>The events on jobs and files, with a job in each of its states.</summary>
public sealed class JobAnswersTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("check-train", CheckAsync),
        Scenario.Of("check-train-fields", [.. Fields.Select(fields => $$"""{"event_name":"check_train"{{fields}}}""")]),
        Scenario.Of("check-train-failed", async (recording, jobs) =>
        {
            var job = (await recording.CallAsync(Examples.Train("\"suffix\":\"fail\"", "\"then\":{\"bot_routine\":true}")))["job_id"]!;
            jobs.EndJobs();
            await recording.CallAsync(Check(job));
            await recording.CallAsync(Examples.Train($"\"model\":\"{job}\""));
        }),
        Scenario.Of("check-train-states", AnswerAsync),
        Scenario.Of("check-train-then", async (recording, jobs) =>
        {
            var job = (await recording.CallAsync(Examples.Train("\"then\":{\"bot_routine\":true}")))["job_id"]!;
            await recording.CallAsync(Check(job));
            jobs.EndJobs();
            await recording.CallAsync(Check(job));
            recording.Note("The timer ticks.");
            await jobs.TickAfterAsync(Minute);
            var finance = (await recording.CallAsync(Check(job))).Json.GetProperty("then").GetProperty("bot_routine").GetProperty("finance");
            var (bot, thread) = (finance.GetProperty("bot_id"), finance.GetProperty("thread_id"));
            await recording.CallAsync($$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"Hola"}""");
        }),
        Scenario.Of("check-train-lost", async (recording, jobs) =>
        {
            var job = (await recording.CallAsync(Examples.Train()))["job_id"]!;
            recording.Note("Two days pass, in which the service says that the job runs; then the timer ticks.");
            jobs.Models.Faults.Next("job", Job(job, "running"), times: 5);
            await jobs.TickAfterAsync(TimeSpan.FromDays(2));
            await recording.CallAsync(Check(job));
        }, new() { ["Scheduler:LostJobDays"] = "1" }),
        Scenario.Of("too-many-jobs", async (recording, _) =>
        {
            await recording.CallAsync(Examples.Train());
            await recording.CallAsync(Examples.Train());
        }, new() { ["Clients:0:ConcurrentJobs"] = "1" }),
        Scenario.Of("too-much-training-data", async (recording, jobs) =>
        {
            recording.Note("As much training data as the gateway can check at once is being checked, and more of this client's waits.");
            var turns = jobs.Service<TrainingTurns>();
            for (var i = 0; i < 3; i++)
                await turns.EnterAsync("default", 50 * 1024 * 1024, CancellationToken.None);
            var waiting = turns.EnterAsync("default", 50 * 1024 * 1024, CancellationToken.None);
            await recording.CallAsync(Examples.Train());
            await recording.CallAsync($$"""{"event_name":"add_examples","jsonl":{{Examples.Array(1)}}}""");
            await recording.CallAsync(Examples.Train(), Gateway.Acme);
            jobs.Clock.Advance(TimeSpan.FromSeconds(10));
            await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        }),
        Scenario.Of("jobs-changed", ChangeAsync),
        Scenario.Of("job-lists", ListAsync, new() { ["OpenAI:RetirementDates"] = "gpt-4.1-mini=2027-04-14" }),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static string[] PageFields => ["\"limit\":0", "\"limit\":101", "\"next\":7", "\"next\":\"x\""];

    private static string[] Fields =>
    [
        "", ",\"id\":7", ",\"id\":\"\"", ",\"id\":\"ftjob-none\"", ",\"id\":\"a/b\"", ",\"job_id\":\"ftjob-none\"", ",\"id\":\"a\",\"job_id\":\"b\"",
        $",\"id\":\"{new string('x', 600)}\"",
    ];

    internal static string Check(string job) => $$"""{"event_name":"check_train","id":"{{job}}"}""";

    private static Fault Job(string id, string status, string more = "") => Fault.Response(
        200, $$"""{"object":"fine_tuning.job","id":"{{id}}","status":"{{status}}","training_file":"file-1"{{more}}}""");

    private static async Task CheckAsync(Recording recording, Gateway jobs)
    {
        var job = (await recording.CallAsync(Examples.Train("\"suffix\":\"chistes\"")))["job_id"]!;
        await recording.CallAsync(Check(job));
        await recording.CallAsync(Check(job));
        recording.Note("The service does not answer.");
        jobs.Models.Faults.Next("job", Fault.Status(500));
        await recording.CallAsync(Check(job));
        await recording.CallAsync(Check(job), Gateway.Acme);
        jobs.EndJobs();
        await recording.CallAsync($$"""{"event_name":"check_finetuning","job_id":"{{job}}"}""");
        await recording.CallAsync($$"""{"event_name":"check_train","id":"{{job}}","job_id":"{{job}}"}""");
    }

    private static async Task AnswerAsync(Recording recording, Gateway jobs)
    {
        (string Status, string More)[] answers =
        [
            ("queued", ",\"estimated_finish\":1893500000"), ("paused", ",\"estimated_finish\":null"), ("cancelled", ",\"finished_at\":1893500100"),
        ];
        var job = (await recording.CallAsync(Examples.Train()))["job_id"]!;
        foreach (var (status, more) in answers)
        {
            recording.Note($"The service says: {status}{more}");
            jobs.Models.Faults.Next("job", Job(job, status, more));
            await recording.CallAsync(Check(job));
        }

        var failed = (await recording.CallAsync(Examples.Train()))["job_id"]!;
        recording.Note("The service says: failed, with an error that has no message");
        jobs.Models.Faults.Next("job", Job(failed, "failed", ",\"error\":{\"code\":\"invalid_training_file\"},\"trained_tokens\":0"));
        await recording.CallAsync(Check(failed));
        var garbled = (await recording.CallAsync(Examples.Train()))["job_id"]!;
        recording.Note("The service answers with a page of HTML.");
        jobs.Models.Faults.Next("job", Fault.Garbage);
        await recording.CallAsync(Check(garbled));
        recording.Note("The service does not know the job.");
        jobs.Models.Faults.Next("job", Fault.Status(404));
        await recording.CallAsync(Check(garbled));
    }

    private static async Task ChangeAsync(Recording recording, Gateway jobs)
    {
        var job = (await recording.CallAsync(Examples.Train("\"seed\":1")))["job_id"]!;
        foreach (var name in new[] { "pause_train", "resume_train", "cancel_train" })
        {
            if (name == "cancel_train")
                job = (await recording.CallAsync(Examples.Train("\"seed\":1")))["job_id"]!;
            await recording.CallAsync($$"""{"event_name":"{{name}}","id":"{{job}}"}""");
            await recording.CallAsync($$"""{"event_name":"{{name}}","id":"{{job}}"}""", Gateway.Acme);
            await recording.CallAsync($$"""{"event_name":"{{name}}"}""");
        }

        await recording.CallAsync($$"""{"event_name":"cancel_train","id":"{{job}}"}""");
        recording.Note("The service fails.");
        var other = await recording.CallAsync(Examples.Train("\"seed\":1"));
        jobs.Models.Faults.Next("pause-job", Fault.Status(400, message: "Not this job."));
        await recording.CallAsync($$"""{"event_name":"pause_train","id":"{{other["job_id"]}}"}""");
        jobs.Models.Faults.Next("cancel-job", Fault.Status(500));
        await recording.CallAsync($$"""{"event_name":"cancel_train","id":"{{other["job_id"]}}"}""");
        await recording.CallAsync($$"""{"event_name":"delete_file","file_id":"{{other["file_id"]}}"}""");
        jobs.EndJobs();
        await recording.CallAsync($$"""{"event_name":"check_train","id":"{{other["job_id"]}}","details":true}""");
        for (var i = 0; i < 2; i++)
            await recording.CallAsync($$"""{"event_name":"delete_file","file_id":"{{other["file_id"]}}"}""");
        await recording.CallAsync("""{"event_name":"delete_file"}""");
        await recording.CallAsync($$"""{"event_name":"check_train","id":"{{other["job_id"]}}","details":1}""");
    }

    private static async Task ListAsync(Recording recording, Gateway jobs)
    {
        await recording.CallAsync("""{"event_name":"list_jobs"}""");
        await recording.CallAsync("""{"event_name":"list_models"}""");
        await jobs.AddAsync("ftjob-a");
        await jobs.AddAsync("ftjob-b");
        await recording.CallAsync("""{"event_name":"list_jobs"}""");
        await recording.CallAsync("""{"event_name":"list_jobs","limit":2}""");
        foreach (var name in new[] { "list_jobs", "list_models" })
            await recording.CallAllAsync(PageFields.Select(field => $$"""{"event_name":"{{name}}",{{field}}}"""));
    }
}
