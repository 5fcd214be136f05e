using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.Tables;

namespace BotGateway.Tests.Bots.Threads;

public sealed class ThreadListTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Threads_come_page_by_page_the_newest_first_whatever_is_created_or_deleted_meanwhile()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        List<string> threads = [];
        for (var i = 0; i < 5; i++)
            threads.Add(await gateway.NewThreadAsync());
        await gateway.NewThreadAsync(Gateway.Acme);
        threads.Sort((one, other) => string.CompareOrdinal(other, one));

        var first = await gateway.CallAsync(new { event_name = "list_threads", limit = 2 });
        await gateway.NewThreadAsync();
        await gateway.CallAsync(new { event_name = "delete_thread", threadID = threads[1] });
        await gateway.CallAsync(new { event_name = "delete_thread", threadID = threads[3] });
        var second = await gateway.CallAsync(new { event_name = "list_threads", limit = 2, next = first["next"] });

        Assert.Equal(threads[..2], Ids(first));
        Assert.Equal([threads[2], threads[4]], Ids(second));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_bots_threads_are_those_that_were_made_for_it_and_those_in_which_it_answered()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var (one, other) = (await gateway.NewBotAsync(), await gateway.NewBotAsync());
        var thread = await gateway.NewThreadAsync();
        await gateway.SendAsync(one with { ThreadId = thread }, "uno");
        await gateway.SendAsync(one with { ThreadId = other.ThreadId }, "dos");

        Assert.Equal(Newest(one.ThreadId, other.ThreadId, thread), Ids(await OfBotAsync(gateway, one)));
        Assert.Equal([other.ThreadId], Ids(await OfBotAsync(gateway, other)));

        await gateway.CallAsync(new { event_name = "delete_thread", threadID = other.ThreadId });
        await gateway.CallAsync(new { event_name = "delete_bot", botID = other.BotId });
        Assert.Equal(Newest(one.ThreadId, thread), Ids(await OfBotAsync(gateway, one)));
        Assert.Equal(Newest(one.ThreadId, thread), Ids(await gateway.CallAsync(new { event_name = "list_threads" })));
    }

    [Fact]
    public async Task A_thread_of_an_earlier_version_is_listed_from_its_next_message_on()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        var thread = EntityId.New("thread", TimeProvider.System);
        await gateway.Service<TableServiceClient>().GetTableClient("threads")
            .AddEntityAsync(new TableEntity($"default:{thread}", "thread") { ["CreatedAt"] = DateTimeOffset.UtcNow }, Cancellation);

        var before = await OfBotAsync(gateway, talk);
        Assert.Equal(200, (await gateway.SendAsync(talk with { ThreadId = thread }, "¡Hola!")).Status);
        var after = await OfBotAsync(gateway, talk);

        Assert.Equal([talk.ThreadId], Ids(before));
        Assert.Equal(Newest(thread, talk.ThreadId), Ids(after));
    }

    [Fact]
    public async Task A_page_costs_one_request_of_the_tables_however_many_threads_there_are()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Auth:Replay", "Memory").StartAsync();
        var table = gateway.Service<TableServiceClient>().GetTableClient("threadlists");
        var talk = await gateway.NewBotAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, cancel) =>
            await table.SubmitTransactionAsync(
                Enumerable.Range(0, 100).Select(_ => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, new TableEntity("default", $"all:{ThreadKeys.Inverted(EntityId.New("thread", TimeProvider.System))}"))),
                cancel));

        string? next = null;
        for (var page = 0; page < 3; page++)
        {
            var start = gateway.Tables.Requests.Count;
            var answer = await gateway.CallAsync(new { event_name = "list_threads", limit = 100, next });
            Assert.Equal((200, 1), (answer.Status, gateway.Tables.Requests.Count - start));
            Assert.Contains("top=101", gateway.Tables.Targets[^1]);
            Assert.Equal(100, Ids(answer).Count());
            next = answer["next"];
        }

        var before = gateway.Tables.Requests.Count;
        Assert.Equal([talk.ThreadId], Ids(await OfBotAsync(gateway, talk)));
        Assert.Equal(2, gateway.Tables.Requests.Count - before);
    }

    [Fact]
    public async Task Kills_between_the_writes_of_a_message_leave_a_list_that_the_next_message_completes()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync() with { ThreadId = await gateway.NewThreadAsync() };
        gateway.Tables.Decide = request => TableFaults.Writes(request, "threadlists") ? Fate.Refused : Fate.Served;

        (await gateway.SendAsync(talk, "uno")).AssertProblem(503, "unavailable");
        gateway.Tables.Decide = _ => Fate.Served;
        Assert.Equal(200, (await gateway.SendAsync(talk, "dos")).Status);

        Assert.Contains(talk.ThreadId, Ids(await OfBotAsync(gateway, talk)));
        Assert.Single(await gateway.ReadThreadAsync(talk.ThreadId));
    }

    private static Task<Answer> OfBotAsync(Gateway gateway, Talk talk) => gateway.CallAsync(new { event_name = "list_threads", botID = talk.BotId });

    private static IEnumerable<string> Newest(params string[] threads) => threads.OrderDescending(StringComparer.Ordinal);

    private static IEnumerable<string> Ids(Answer answer) => answer.Json.GetProperty("threads").EnumerateArray().Select(thread => thread.GetProperty("thread_id").GetString()!);
}
