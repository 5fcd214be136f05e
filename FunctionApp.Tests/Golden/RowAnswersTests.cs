using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Golden;

/// <summary>What an earlier version stored is read as that version meant it.</summary>
public sealed class RowAnswersTests(TableService tables)
{
    private static readonly string[] Jobs = ["running", "succeeded", "failed", "cancelled", "lost", "deploying", "deployed"];

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("stored-bots-and-threads", StartAsync(TalkAsync)),
        Scenario.Of("stored-routines", StartAsync(RunAsync), new() { ["Clients:0:ConcurrentRuns"] = "1" }),
        Scenario.Of("stored-jobs", StartAsync(CheckAsync), new() { ["Scheduler:JobAgeSeconds"] = "60" }),
        Scenario.Of("stored-intents", StartAsync(RecoverAsync), new() { ["Scheduler:JobAgeSeconds"] = "60" }),
        Scenario.Of("stored-rest", StartAsync(UseRestAsync)),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static Func<Recording, Gateway, Task> StartAsync(Func<Recording, Gateway, Task> playAsync) => async (recording, jobs) =>
    {
        await StoredRows.LoadAsync(jobs);
        await playAsync(recording, jobs);
    };

    private static string Id(string kind, int number) => $"{kind}_0190000000007000800000000000000{number}";

    private static string Message(int bot, int thread) =>
        $$"""{"event_name":"messaging","botID":"{{Id("bot", bot)}}","threadID":"{{Id("thread", thread)}}","message":"¿Y?"}""";

    // The prompt has what was said before, which only the service sees.
    private static async Task TalkAsync(Recording recording, Gateway jobs)
    {
        foreach (var (bot, thread) in new[] { (1, 1), (2, 2), (1, 4) })
        {
            await recording.CallAsync(Message(bot, thread));
            var prompt = jobs.Models.Calls.Of("chat")[^1].Body!.Value;
            var instructions = prompt.GetProperty("messages")[0].GetProperty("content").GetString()!;
            recording.Note($"Instructions: {instructions.Length} characters, to '{instructions[^5..]}'; temperature: {prompt.GetProperty("temperature")}");
            foreach (var message in prompt.GetProperty("messages").EnumerateArray().Skip(1))
                recording.Note($"{message.GetProperty("role")}: {message.GetProperty("content")}");
        }

        recording.Note("The third thread was being used when the rows were written.");
        await recording.PassTimeUntilAsync(recording.CallAsync(Message(1, 3)));
        jobs.Clock.Advance(TimeSpan.FromMinutes(5));
        await recording.CallAsync(Message(1, 3));
    }

    private static async Task RunAsync(Recording recording, Gateway jobs)
    {
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
        for (var number = 1; number <= 8; number++)
            await ActAsync("get", number);
        recording.Note("The timer ticks two minutes later: a slot is still held, and the client has only one.");
        await jobs.TickAfterAsync(TimeSpan.FromMinutes(2));
        await ActAsync("get", 2);
        recording.Note("The timer ticks: the slot has expired. The second routine's answer is in its thread already.");
        await jobs.TickAfterAsync(TimeSpan.FromMinutes(5));
        await ActAsync("get", 2);
        recording.Note("The timer ticks at eleven.");
        await jobs.TickAfterAsync(TimeSpan.FromMinutes(53));
        for (var minute = 1; minute < 4; minute++)
            await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));
        for (var number = 1; number <= 8; number++)
            await ActAsync("get", number);
        foreach (var (action, number) in new[] { ("pause", 1), ("resume", 3), ("resume", 4), ("resume", 5), ("delete", 6), ("run", 7), ("delete", 8) })
            await ActAsync(action, number);
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""");

        Task ActAsync(string action, int number) =>
            recording.CallAsync($$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"{{Id("routine", number)}}"}""");
    }

    private static async Task CheckAsync(Recording recording, Gateway jobs)
    {
        foreach (var job in Jobs)
            await recording.CallAsync($$"""{"event_name":"check_train","id":"ftjob-{{job}}"}""");
        foreach (var model in new[] { "gpt-4.1-mini-2025-04-14.ft-chistes", "ftjob-deployed", "ftjob-deploying" })
            await recording.CallAsync($$"""{"event_name":"new_bot","name":"a","instructions":"b","modelID":"{{model}}"}""");
        recording.Note("The timer ticks; the service says that the job has ended.");
        jobs.Models.Faults.Next("job", Fault.Response(
            200, """{"id":"ftjob-running","status":"succeeded","fine_tuned_model":"ft-new","training_file":"file-running","trained_tokens":9}"""));
        await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));
        await recording.CallAsync("""{"event_name":"check_train","id":"ftjob-running"}""");
        await recording.CallAsync("""{"event_name":"check_train","id":"ftjob-deploying"}""");
    }

    private static async Task RecoverAsync(Recording recording, Gateway jobs)
    {
        recording.Note("The service has a job for the file of an intent.");
        jobs.Models.Faults.Next("list-jobs", Fault.Response(
            200, """{"data":[{"id":"ftjob-found","status":"running","training_file":"file-intent"}],"has_more":false}"""));
        await recording.CallAsync("""{"event_name":"check_train","id":"ftjob-found"}""");
    }

    private static async Task UseRestAsync(Recording recording, Gateway jobs)
    {
        await recording.SendAsync(new HttpRequestMessage(HttpMethod.Get, "health"), "");
        var now = recording.Clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var jti in new[] { "used-before", "not-used-before" })
        {
            var jwt = new Jwt
            {
                Header = new JsonObject { ["alg"] = "RS256", ["kid"] = "default" },
                Claims = new JsonObject { ["iat"] = now, ["exp"] = now + 60, ["jti"] = jti, ["aud"] = GatewayTokens.Audience, ["body_sha256"] = Jwt.HashOf(Jwt.Body) },
                Sign = Jwt.Signer(jobs.Credentials().ClientKey, "RS256"),
            };
            await recording.SendTextAsync($$"""{"payload":{"token":"{{jwt}}"},"body":{{Jwt.Body}}}""", $"a token whose jti is {jti}");
        }

        var dataset = StoredRows.Dataset;
        await recording.CallAsync($$"""{"event_name":"add_examples","dataset_id":"{{dataset}}","part":1,"jsonl":{{Examples.Array()}}}""");
        await recording.CallAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""));
    }
}
