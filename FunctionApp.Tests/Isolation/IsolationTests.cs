using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.FineTuning.Datasets;
using BotGateway.Usage;

namespace BotGateway.Tests.Isolation;

/// <summary>Two clients: no event reads, changes or names anything of the other's.</summary>
public sealed partial class IsolationTests(TableService tables)
{
    // What the owner gave its things: no answer to another client may hold a word of it.
    private const string Secret = "Secreto-de-Acme";

    [Fact]
    public async Task Whatever_a_client_does_with_anothers_ids_it_learns_nothing_and_changes_nothing()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var gateway = jobs;
        var theirs = await Belongings.MakeAsync(jobs, Gateway.Acme, Secret);
        var mine = await Belongings.MakeAsync(jobs, "default", "Mine");
        // What is still to be counted would be counted by the first 'usage'.
        await gateway.Service<UsageLedger>().CloseAllAsync();
        var before = await RowsAsync(gateway);
        var prompts = gateway.Models.Calls.Count("chat");

        var answers = new Dictionary<string, List<Answer>>();
        var attempts = Attempts(theirs, mine).ToList();
        // A new event is here from its first day, with its examples.
        foreach (var example in ApiExample.All.Where(example => !attempts.Any(each => each.Event == example.EventName)).ToList())
            attempts.Add((example.EventName, Name(theirs, example)));
        foreach (var (name, body) in attempts)
        {
            var answer = await gateway.CallAsync(body);
            answers[name] = [.. answers.GetValueOrDefault(name) ?? [], answer];
            AssertTellsNothing(answer, body, theirs);
        }

        Assert.Equal(gateway.Service<IEnumerable<Event>>().Select(each => each.Name).Order(), answers.Keys.Order());
        var after = await RowsAsync(gateway);
        Assert.All(before, row => Assert.Equal(row.Value, after.GetValueOrDefault(row.Key)));
        Assert.Equal(prompts, gateway.Models.Calls.Count("chat"));
        await AssertStillWorksAsync(theirs, gateway);
    }

    [Fact]
    public async Task Even_a_team_on_anothers_trained_model_is_refused_and_its_own_lists_are_all_that_a_client_sees()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var theirs = await Belongings.MakeAsync(jobs, Gateway.Acme, Secret);

        var team = await jobs.CallAsync($$"""{"event_name":"bot_routine","modelID":"{{theirs.Model}}"}""");
        var list = await jobs.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
        var (owned, used) = (await jobs.CallAsync("""{"event_name":"usage"}""", Gateway.Acme), await jobs.CallAsync("""{"event_name":"usage"}"""));

        Assert.Equal(400, team.Status);
        Assert.Equal((1, 0), (RequestsOf(owned), RequestsOf(used)));
        Assert.Equal("[]", list.Json.GetProperty("routines").GetRawText());
    }

    /// <returns>Bodies by event, each with at least one id of the other client's where the event takes any.</returns>
    private static IEnumerable<(string Event, string Body)> Attempts(Belongings theirs, Belongings mine)
    {
        yield return ("train", Examples.Train($"\"model\":\"{theirs.Model}\""));
        yield return ("train", Examples.TrainOn($"\"dataset_id\":\"{theirs.Dataset}\""));
        yield return ("train", Examples.Train($"\"validation_dataset_id\":\"{theirs.Dataset}\""));
        yield return ("add_examples", $$"""{"event_name":"add_examples","dataset_id":"{{theirs.Dataset}}","part":1,"jsonl":{{Examples.Array()}}}""");
        yield return ("add_examples", $$"""{"event_name":"add_examples","dataset_id":"{{theirs.Dataset}}","part":2,"jsonl":{{Examples.Array()}}}""");
        yield return ("check_train", $$"""{"event_name":"check_train","id":"{{theirs.Job}}"}""");
        yield return ("check_train", $$"""{"event_name":"check_train","id":"{{theirs.Job}}","details":true}""");
        foreach (var name in new[] { "cancel_train", "pause_train", "resume_train" })
            yield return (name, $$"""{"event_name":"{{name}}","id":"{{theirs.Job}}"}""");
        foreach (var name in new[] { "deploy_model", "undeploy_model", "delete_model" })
        {
            foreach (var model in new[] { theirs.Model, theirs.Job })
                yield return (name, $$"""{"event_name":"{{name}}","model":"{{model}}"}""");
        }

        yield return ("delete_file", $$"""{"event_name":"delete_file","file_id":"{{theirs.File}}"}""");
        yield return ("list_jobs", """{"event_name":"list_jobs"}""");
        yield return ("list_models", """{"event_name":"list_models"}""");
        yield return ("new_bot", $$"""{"event_name":"new_bot","name":"x","instructions":"y","modelID":"{{theirs.Model}}"}""");
        foreach (var (bot, thread) in new[] { (theirs.Bot, theirs.Thread), (mine.Bot, theirs.Thread), (theirs.Bot, mine.Thread),
            (Belongings.LegacyBotOf(theirs.Client), Belongings.LegacyThreadOf(theirs.Client)) })
        {
            yield return ("messaging", $$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"Hola"}""");
            yield return ("bot_routine",
                $$"""{"event_name":"bot_routine","schedule":"0 8 * * *","botID":"{{bot}}","threadID":"{{thread}}","message":"Hola"}""");
        }

        yield return ("bot_routine", $$"""{"event_name":"bot_routine","schedule":"0 8 * * *","modelID":"{{theirs.Model}}","message":"Hola"}""");
        yield return ("bot_routine", """{"event_name":"bot_routine","action":"list"}""");
        foreach (var action in new[] { "get", "pause", "resume", "run", "delete" })
            yield return ("bot_routine", $$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"{{theirs.Routine}}"}""");
        foreach (var name in new[] { "get_bot", "update_bot", "delete_bot", "list_threads" })
        {
            foreach (var bot in new[] { theirs.Bot, Belongings.LegacyBotOf(theirs.Client) })
                yield return (name, $$"""{"event_name":"{{name}}","botID":"{{bot}}"{{(name == "update_bot" ? ",\"name\":\"x\"" : "")}}}""");
        }

        foreach (var thread in new[] { theirs.Thread, Belongings.LegacyThreadOf(theirs.Client) })
        {
            yield return ("get_thread", $$"""{"event_name":"get_thread","threadID":"{{thread}}"}""");
            yield return ("delete_thread", $$"""{"event_name":"delete_thread","threadID":"{{thread}}"}""");
        }

        yield return ("list_bots", """{"event_name":"list_bots","client":"acme"}""");
        yield return ("list_threads", """{"event_name":"list_threads","client":"acme"}""");
        foreach (var by in new[] { "day", "bot", "model" })
            yield return ("usage", $$"""{"event_name":"usage","by":"{{by}}","client":"acme"}""");
        yield return ("erase", """{"event_name":"erase","confirm":"acme"}""");
        // These take no id: an owner that is named is ignored.
        yield return ("new_thread", $$"""{"event_name":"new_thread","client":"acme","threadID":"{{theirs.Thread}}"}""");
        yield return ("check_credentials", """{"event_name":"check_credentials","client":"acme","key_id":"acme"}""");
    }

    /// <summary>Puts the client's ids in the place of the example's own.</summary>
    private static string Name(Belongings theirs, ApiExample example)
    {
        var named = new Dictionary<string, string>
        {
            [ExampleIds.Bot] = theirs.Bot,
            [ExampleIds.Thread] = theirs.Thread,
            [ExampleIds.Job] = theirs.Job,
            [ExampleIds.OtherJob] = theirs.Job,
            [ExampleIds.File] = theirs.File,
            [ExampleIds.Routine] = theirs.Routine,
            [ExampleIds.Dataset] = theirs.Dataset,
            [ExampleIds.OpenDataset] = theirs.Dataset,
        };
        // An id of another kind: a client can have something that is missing here.
        return Id().Replace(example.Body.ToJsonString(), id => named[id.Value]);
    }

    [GeneratedRegex("[a-z]+[_-][0-9a-f]{32}")]
    private static partial Regex Id();

    // The owner still has it all, and the thread still knows what was said.
    private static async Task AssertStillWorksAsync(Belongings theirs, Gateway gateway)
    {
        var routine = await gateway.ActAsync("get", theirs.Routine, theirs.Client);
        Assert.Equal("active", routine["routine_status"]);
        var next = await gateway.CallAsync(Parts.Of(theirs.Dataset, 2, Examples.Array(1)), theirs.Client);
        Assert.Equal(200, next.Status);
        Assert.Equal(200, (await theirs.SendAsync(gateway, "¿Qué te dije?")).Status);
    }

    private static void AssertTellsNothing(Answer answer, string body, Belongings theirs)
    {
        var isHarmless = body.Contains("new_thread") || !theirs.Ids.Any(body.Contains);
        Assert.True(isHarmless ? answer.Status < 500 : answer.Status is 400 or 404, $"{body}: {answer.Text}");
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
        // What the request itself names may be repeated.
        var told = theirs.Ids.Where(body.Contains).Aggregate(answer.Text, (text, id) => text.Replace(id, "", StringComparison.Ordinal));
        Assert.DoesNotContain(Gateway.Acme, told, StringComparison.Ordinal);
        Assert.All(theirs.Ids, id => Assert.True(body.Contains(id) || !answer.Text.Contains(id), $"{body}: {answer.Text}"));
    }

    private static long RequestsOf(Answer usage) => usage.Json.GetProperty("total").GetProperty("requests").GetInt64();

    private static async Task<Dictionary<string, string>> RowsAsync(Gateway gateway)
    {
        var service = gateway.Service<TableServiceClient>();
        var rows = new Dictionary<string, string>();
        foreach (var table in new[] { "bots", "threads", "threadlists", "jobs", "routines", "usage" })
        {
            await foreach (var row in service.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
                rows[$"{table}/{row.PartitionKey}/{row.RowKey}"] = JsonSerializer.Serialize(row.OrderBy(field => field.Key, StringComparer.Ordinal));
        }

        var datasets = gateway.Service<BlobServiceClient>().GetBlobContainerClient("datasets");
        await foreach (var blob in datasets.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
            rows[$"datasets/{blob.Name}"] = $"{blob.Properties.ETag}";
        return rows;
    }
}
