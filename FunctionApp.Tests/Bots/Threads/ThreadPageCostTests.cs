using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Events;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>A page of threads costs the same whether the client has a thousand threads or a hundred thousand.</summary>
public sealed class ThreadPageCostTests(TableService tables)
{
    private const int BatchSize = 100;
    private const int BatchesAtOnce = 4;

    private readonly string _connection = tables.NewConnectionString();

    private static int Threads => Environment.GetEnvironmentVariable("BOT_GATEWAY_THREADS") is { Length: > 0 } count
        ? int.Parse(count, CultureInfo.InvariantCulture)
        : Thoroughness.IsWanted ? 100_000 : 10_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_takes_one_request_at_the_beginning_in_the_middle_and_at_the_end_and_is_stable_under_writes()
    {
        await using var gateway = await new GatewayBuilder(tables).WithTables(_connection).WithSetting("Auth:Replay", "Memory").StartAsync();
        var bot = await gateway.NewBotAsync();
        await FillAsync(bot.BotId);
        await ListAsync(gateway, limit: 1);

        var first = await ListAsync(gateway, limit: 100);
        await gateway.NewThreadAsync();
        var second = await ListAsync(gateway, limit: 100, first.Next);
        var small = await ListAsync(gateway, limit: 10, second.Next);
        var ofBot = await ListAsync(gateway, limit: 100, botId: bot.BotId);

        Assert.Equal((1, 1, 1), (first.Requests, second.Requests, small.Requests));
        // The bot is looked up.
        Assert.Equal(2, ofBot.Requests);
        Assert.Equal((100, 100, 10, 100), (first.Threads.Count, second.Threads.Count, small.Threads.Count, ofBot.Threads.Count));
        string[] expected = [bot.ThreadId, .. Enumerable.Range(0, 209).Select(IdOf)];
        Assert.Equal(expected, first.Threads.Concat(second.Threads).Concat(small.Threads));
        var middle = await ListAsync(gateway, limit: 100, CursorAfter(gateway, IdOf((Threads / 2) - 1)));
        var last = await ListAsync(gateway, limit: 100, CursorAfter(gateway, IdOf(Threads - 51)));
        Assert.Equal((1, IdOf(Threads / 2), 100), (middle.Requests, middle.Threads[0], middle.Threads.Count));
        Assert.Equal((1, IdOf(Threads - 1), 50, null), (last.Requests, last.Threads[^1], last.Threads.Count, last.Next));
    }

    private static async Task<(IReadOnlyList<string> Threads, string? Next, int Requests)> ListAsync(Gateway gateway, int limit, string? next = null, string? botId = null)
    {
        var start = gateway.Tables.Requests.Count;
        var answer = await gateway.CallAsync(new { event_name = "list_threads", limit, next, botID = botId });
        Assert.True(answer.Status == 200, answer.Text);
        var threads = answer.Json.GetProperty("threads").EnumerateArray().Select(thread => thread.GetProperty("thread_id").GetString()!).ToList();
        return (threads, answer["next"], gateway.Tables.Requests.Count - start);
    }

    private static string CursorAfter(Gateway gateway, string threadId) =>
        new PageCursor(gateway.Service<ClientDirectory>().TryFind("default", out var client) ? client : throw new InvalidOperationException(), "list_threads").After(threadId);

    // The index rows alone: a page reads no others. A batch holds 100 of a partition.
    private async Task FillAsync(string botId)
    {
        var table = new TableServiceClient(_connection).GetTableClient("threadlists");
        // All threads, and those of the bot: the first tenth of them.
        var batches = Batches("all", Threads).Concat(Batches(botId, Threads / 10));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(batches, parallel, async (batch, cancel) => await table.SubmitTransactionAsync(batch, cancel));
    }

    private static IEnumerable<IEnumerable<TableTransactionAction>> Batches(string list, int count) => Enumerable.Range(0, count)
        .Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("default", $"{list}:{Inverted(IdOf(i))}")))
        .Chunk(BatchSize);

    // The newest first; all of them older than the bot's own.
    private static string IdOf(int i) => $"thread_{1_000_000 - i:x12}7000800000000000{0:x4}";

    private static string Inverted(string id) => BotGateway.Bots.Threads.ThreadKeys.Inverted(id);
}
