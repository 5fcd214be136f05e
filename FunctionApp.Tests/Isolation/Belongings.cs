namespace BotGateway.Tests.Isolation;

/// <summary>One of each thing that a client can have.</summary>
internal sealed record Belongings(string Client, string Bot, string Thread, string Job, string Model, string Routine, string Dataset, string File)
{
    public IEnumerable<string> Ids => [Bot, Thread, Job, Model, Routine, Dataset, File, LegacyBotOf(Client), LegacyThreadOf(Client)];

    public static string LegacyBotOf(string client) => client == Gateway.Acme ? "asst_theirs" : "asst_mine";

    public static string LegacyThreadOf(string client) => client == Gateway.Acme ? "thread_theirs" : "thread_mine";

    /// <param name="word">Stands in every text of theirs.</param>
    public static async Task<Belongings> MakeAsync(Gateway gateway, string client, string word)
    {
        var job = await gateway.TrainAsync([$"\"suffix\":\"{word.ToLowerInvariant()}\""], client);
        gateway.EndJobs();
        var model = (await gateway.CheckAsync(job, client))["model"]!;
        var file = (await gateway.Jobs().FindAsync(client, job, TestContext.Current.CancellationToken))!.Job.TrainingFileId;
        var bot = await gateway.CallAsync($$"""{"event_name":"new_bot","name":"{{word}}","instructions":"{{word}}","modelID":"{{model}}","legacy_id":"{{LegacyBotOf(client)}}"}""", client);
        Assert.Equal(200, (await gateway.CallAsync($$"""{"event_name":"new_thread","legacy_id":"{{LegacyThreadOf(client)}}"}""", client)).Status);
        var belongings = new Belongings(client, bot["bot_id"]!, bot["thread_id"]!, job, model, "", "", file);
        Assert.Equal(200, (await belongings.SendAsync(gateway, word)).Status);
        var ids = $"\"botID\":\"{belongings.Bot}\",\"threadID\":\"{belongings.Thread}\"";
        var routine = await gateway.CallAsync(
            $$"""{"event_name":"bot_routine","schedule":"0 8 * * *","name":"{{word}}","message":"{{word}}",{{ids}}}""", client);
        var dataset = await gateway.CallAsync(
            $$"""{"event_name":"add_examples","jsonl":[{"messages":[{"role":"user","content":"Hola"},{"role":"assistant","content":"{{word}}"}]}]}""", client);
        return belongings with { Routine = routine["routine_id"]!, Dataset = dataset["dataset_id"]! };
    }

    public Task<Answer> SendAsync(Gateway gateway, string message) =>
        gateway.CallAsync($$"""{"event_name":"messaging","botID":"{{Bot}}","threadID":"{{Thread}}","message":"{{message}}"}""", Client);
}
