using System.Text.RegularExpressions;
using BotGateway.Contracts;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Isolation;

/// <summary>One of each thing that a client can have.</summary>
internal sealed partial record Belongings(string Client, string Bot, string Thread, string Job, string Model, string Routine, string Dataset, string File)
{
    public IEnumerable<string> Ids => [Bot, Thread, Job, Model, Routine, Dataset, File, LegacyBotOf(Client), LegacyThreadOf(Client)];

    public static string LegacyBotOf(string client) => client == Gateway.Acme ? "asst_theirs" : "asst_mine";

    public static string LegacyThreadOf(string client) => client == Gateway.Acme ? "thread_theirs" : "thread_mine";

    /// <param name="jobs">The gateway.</param>
    /// <param name="client">Whose they are to be.</param>
    /// <param name="word">Stands in every text of theirs.</param>
    public static async Task<Belongings> MakeAsync(Gateway jobs, string client, string word)
    {
        var gateway = jobs;
        var job = await jobs.TrainAsync([$"\"suffix\":\"{word.ToLowerInvariant()}\""], client);
        jobs.EndJobs();
        var model = (await jobs.CheckAsync(job, client))["model"]!;
        var bot = await gateway.CallAsync($$"""{"event_name":"new_bot","name":"{{word}}","instructions":"{{word}}","modelID":"{{model}}","legacy_id":"{{LegacyBotOf(client)}}"}""", client);
        Assert.Equal(200, (await gateway.CallAsync($$"""{"event_name":"new_thread","legacy_id":"{{LegacyThreadOf(client)}}"}""", client)).Status);
        var belongings = new Belongings(client, bot["bot_id"]!, bot["thread_id"]!, job, model, "", "", await FileOfAsync(jobs, client, job));
        Assert.Equal(200, (await belongings.SendAsync(gateway, word)).Status);
        var ids = $"\"botID\":\"{belongings.Bot}\",\"threadID\":\"{belongings.Thread}\"";
        var routine = await gateway.CallAsync(
            $$"""{"event_name":"bot_routine","schedule":"0 8 * * *","name":"{{word}}","message":"{{word}}",{{ids}}}""", client);
        var dataset = await gateway.CallAsync(
            $$"""{"event_name":"add_examples","jsonl":[{"messages":[{"role":"user","content":"Hola"},{"role":"assistant","content":"{{word}}"}]}]}""", client);
        return belongings with { Routine = routine["routine_id"]!, Dataset = dataset["dataset_id"]! };
    }

    /// <summary>Puts these ids in the place of the example's own.</summary>
    public string NameIn(ApiExample example)
    {
        var named = new Dictionary<string, string>
        {
            [ExampleIds.Bot] = Bot,
            [ExampleIds.Thread] = Thread,
            [ExampleIds.Job] = Job,
            [ExampleIds.OtherJob] = Job,
            [ExampleIds.File] = File,
            [ExampleIds.Routine] = Routine,
            [ExampleIds.Dataset] = Dataset,
            [ExampleIds.OpenDataset] = Dataset,
        };
        // An id of another kind: a client can have something that is missing here.
        return Id().Replace(example.Body.ToJsonString(), id => named[id.Value]);
    }

    [GeneratedRegex("[a-z]+[_-][0-9a-f]{32}")]
    private static partial Regex Id();

    /// <summary>The owner still has it all, and the thread still knows what was said.</summary>
    public async Task AssertStillWorksAsync(Gateway gateway)
    {
        var routine = await gateway.CallAsync($$"""{"event_name":"bot_routine","action":"get","routine_id":"{{Routine}}"}""", Client);
        Assert.Equal("active", routine["routine_status"]);
        var next = await gateway.CallAsync(
            $$"""{"event_name":"add_examples","dataset_id":"{{Dataset}}","part":2,"jsonl":{{Examples.Array(1)}}}""", Client);
        Assert.Equal(200, next.Status);
        Assert.Equal(200, (await SendAsync(gateway, "¿Qué te dije?")).Status);
    }

    private static async Task<string> FileOfAsync(Gateway jobs, string client, string job) =>
        (await jobs.Jobs().FindAsync(client, job, TestContext.Current.CancellationToken))!.Job.TrainingFileId;

    private Task<Answer> SendAsync(Gateway gateway, string message) =>
        gateway.CallAsync($$"""{"event_name":"messaging","botID":"{{Bot}}","threadID":"{{Thread}}","message":"{{message}}"}""", Client);
}
