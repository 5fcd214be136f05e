using Azure.Security.KeyVault.Keys;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.FineTuning;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Golden;

/// <summary>What a client is told when a service behind the gateway, or the gateway itself, fails.</summary>
public sealed class FailureAnswersTests(TableService tables)
{
    private const string NewBot = """{"event_name":"new_bot","name":"a","instructions":"b","modelID":"gpt-4.1-mini"}""";

    private static readonly string[] VaultCalls = ["get-key", "list-versions", "decrypt"];

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("model-service-fails", ChatAsync),
        Scenario.Of("training-fails", TrainAsync),
        Scenario.Of("tables-unavailable", FailTablesAsync),
        Scenario.Of("job-events-unavailable", FailJobEventsAsync),
        Scenario.Of("vault-unavailable", async (recording, jobs) =>
        {
            foreach (var operation in VaultCalls)
            {
                recording.Note($"The vault fails: {operation}.");
                jobs.Vault.Faults.Next(operation, Fault.Status(403));
                await recording.CallAsync("""{"event_name":"check_credentials"}""");
                jobs.Vault.Faults.Clear();
                jobs.Clock.Advance(TimeSpan.FromSeconds(30));
            }
        }, configure: services => services.Configure<KeyClientOptions>(options => options.Retry.MaxRetries = 0)),
        Scenario.Of("gateway-fails", async (recording, _) => await recording.CallAsync("""{"event_name":"probe"}"""),
            configure: new ProbeEvent(_ => throw new InvalidOperationException("secret")).AddTo),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static readonly (string Shown, Fault Fault)[] ChatFaults =
    [
        ("429", Fault.Status(429)),
        ("429, Retry-After: 7", Fault.Status(429, retryAfter: 7)),
        ("429 quotaExceeded", Fault.Status(429, code: "quotaExceeded", message: "The quota is used up.")),
        ("429 daily_rate_limit_exceeded, Retry-After: 60", Fault.Status(429, retryAfter: 60, code: "daily_rate_limit_exceeded")),
        ("429 insufficient_quota", Fault.Status(429, code: "insufficient_quota")),
        ("402", Fault.Status(402)),
        ("401", Fault.Status(401)),
        ("403", Fault.Status(403)),
        ("404", Fault.Status(404)),
        ("404 DeploymentNotFound", Fault.Status(404, code: "DeploymentNotFound")),
        ("404 model_not_found", Fault.Status(404, code: "model_not_found")),
        ("400", Fault.Status(400)),
        ("400 content_filter", Fault.ContentFilter),
        ("400 invalid_prompt", Fault.Status(400, code: "invalid_prompt", message: "Not this.")),
        ("400 context_length_exceeded", Fault.Status(400, code: "context_length_exceeded", message: "This model's maximum context length is 8 tokens.")),
        ("400 about a message", Fault.Response(400, """{"error":{"message":"Invalid.","param":"messages[1].content"}}""")),
        ("413", Fault.Status(413)),
        ("408", Fault.Status(408)),
        ("409", Fault.Status(409, code: "conflict")),
        ("500", Fault.Status(500)),
        ("500 with a request's id", Fault.Response(500, "oops", ("x-request-id", "req-7"))),
        ("503", Fault.Status(503)),
        ("503, Retry-After: 30", Fault.Status(503, retryAfter: 30)),
        ("a page of HTML", Fault.Garbage),
        ("no connection", Fault.Refused),
    ];

    private static async Task ChatAsync(Recording recording, Gateway jobs)
    {
        var message = $$"""{"event_name":"messaging",{{await recording.NewBotAsync()}},"message":"Hola"}""";
        foreach (var (shown, fault) in ChatFaults)
        {
            recording.Note($"The model service answers: {shown}");
            jobs.Models.Faults.Next("chat", fault);
            await recording.CallAsync(message);
        }

        recording.Note("It does not answer for 3 minutes.");
        using var held = jobs.Models.Faults.Hold("chat");
        var sending = recording.CallAsync(message);
        await held.Arrived;
        jobs.Clock.Advance(TimeSpan.FromMinutes(3));
        await sending;
        await recording.CallAsync(message);
    }

    private static async Task TrainAsync(Recording recording, Gateway jobs)
    {
        (string Shown, (string Operation, Fault Fault)[] Faults)[] all =
        [
            ("the upload: 400", [("upload", Fault.Status(400, code: "invalid_file_format", message: "Not a file."))]),
            ("the upload: 401", [("upload", Fault.Status(401))]),
            ("the upload: 500", [("upload", Fault.Status(500))]),
            ("the upload: no more files", [("upload", Fault.Status(400, code: "max_files_exceeded"))]),
            ("the file is bad", [("file", Fault.BadFile("Line 3 is odd."))]),
            ("the file is bad, and nobody says why", [("file", Fault.BadFile(null))]),
            ("the file: 500", [("file", Fault.Status(500))]),
            ("the job: 429", [("create-job", Fault.Status(429, retryAfter: 7))]),
            ("the job: 400", [("create-job", Fault.Status(400, code: "invalidPayload", message: "No such seed."))]),
            ("the job: too many", [("create-job", Fault.Status(429, code: "max_active_fine_tuning_jobs_exceeded"))]),
            ("the job: no model", [("create-job", Fault.Status(404, code: "model_not_found"))]),
            ("the job: 500", [("create-job", Fault.Status(500))]),
            ("the job: 429; deleting the file: 403", [("create-job", Fault.Status(429)), ("delete-file", Fault.Status(403))]),
            ("the job: its answer is lost", [("create-job", Fault.AfterEffect())]),
            ("the job: 408", [("create-job", Fault.Status(408))]),
            ("the job: 500, and the list of jobs: 500", [("create-job", Fault.Status(500)), ("list-jobs", Fault.Status(500))]),
        ];
        foreach (var (shown, faults) in all)
        {
            recording.Note($"The model service fails: {shown}");
            foreach (var (operation, fault) in faults)
                jobs.Models.Faults.Next(operation, fault);
            await recording.CallAsync(Examples.Train());
            jobs.Models.Faults.Clear();
        }

        recording.Note("The service does not process the file.");
        jobs.Models.Faults.Next("file", Fault.Response(200, """{"object":"file","id":"file-1","status":"pending"}"""), times: 1000);
        await recording.PassTimeUntilAsync(recording.CallAsync(Examples.Train()));
    }

    private static async Task FailJobEventsAsync(Recording recording, Gateway jobs)
    {
        var train = await recording.CallAsync(Examples.Train());
        var (job, file) = (train["job_id"], train["file_id"]);
        string[] bodies =
        [
            $$"""{"event_name":"cancel_train","id":"{{job}}"}""", $$"""{"event_name":"pause_train","id":"{{job}}"}""",
            $$"""{"event_name":"resume_train","id":"{{job}}"}""", """{"event_name":"list_jobs"}""", """{"event_name":"list_models"}""",
            $$"""{"event_name":"deploy_model","model":"{{job}}"}""", $$"""{"event_name":"undeploy_model","model":"{{job}}"}""",
            $$"""{"event_name":"delete_model","model":"{{job}}"}""", $$"""{"event_name":"delete_file","file_id":"{{file}}"}""",
            $$"""{"event_name":"check_train","id":"{{job}}","details":true}""",
        ];
        recording.Note("The Table service refuses what names jobs.");
        jobs.Tables.Decide = request => request.Contains("jobs", StringComparison.Ordinal) ? Fate.Refused : Fate.Served;
        await recording.CallAllAsync(bodies);
        jobs.Tables.Decide = _ => Fate.Served;
        recording.Note("The model service answers with pages of HTML.");
        foreach (var operation in new[] { "job", "cancel-job", "pause-job", "resume-job", "job-events", "job-checkpoints", "delete-file", "delete-model" })
            jobs.Models.Faults.Next(operation, Fault.Garbage, times: 10);
        await recording.CallAllAsync(bodies);
    }

    private static async Task FailTablesAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        recording.Note("The Table service refuses connections.");
        jobs.Tables.Decide = _ => Fate.Refused;
        await recording.CallAsync("""{"event_name":"check_credentials"}""");
        foreach (var name in new[] { "threads", "bots", "jobs", "routines", "RRHH" })
        {
            recording.Note($"It refuses what names {name}.");
            jobs.Tables.Decide = request => request.Contains(name, StringComparison.Ordinal) ? Fate.Refused : Fate.Served;
            await recording.CallAllAsync(
                NewBot,
                """{"event_name":"new_thread"}""",
                """{"event_name":"bot_routine","modelID":"gpt-4.1-mini"}""",
                $$"""{"event_name":"messaging",{{ids}},"message":"Hola"}""",
                """{"event_name":"bot_routine","action":"list","limit":1}""",
                $$"""{"event_name":"bot_routine","schedule":"0 8 * * *",{{ids}},"message":"Resumen"}""",
                """{"event_name":"bot_routine","schedule":"0 8 * * *","modelID":"gpt-4.1-mini","message":"Resumen"}""",
                """{"event_name":"check_train","id":"ftjob-none"}""",
                Examples.Train());
        }
    }
}
