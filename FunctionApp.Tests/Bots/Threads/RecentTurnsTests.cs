using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.OpenAI;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>A gateway keeps the turns of recent threads in memory. What the model gets is nevertheless what the table has.</summary>
public sealed class RecentTurnsTests(TableService tables)
{
    // 8 MB for the clients of each shard.
    private const long MostBytes = 128 * 1024 * 1024;

    // Shared: only its length counts.
    private static readonly byte[] Messages = new byte[10_000_000];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    public async Task The_next_message_reads_the_header_and_the_newest_turn_however_long_the_thread_is(int turns)
    {
        var rows = new RowCounter();
        await using var gateway = await new GatewayBuilder(tables)
            .WithServices(services => services.Configure<TableClientOptions>(options => options.AddPolicy(rows, HttpPipelinePosition.PerCall))).StartAsync();
        var talk = await gateway.NewBotAsync();
        foreach (var batch in Enumerable.Range(1, turns).Select(number => RowOf(talk.ThreadId, number, $"mensaje {number}")).Chunk(100))
            await Threads(gateway).SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Cancellation);
        await gateway.SendAsync(talk, "uno");
        rows.Count = 0;

        await gateway.SendAsync(talk, "dos");

        Assert.Equal(2, rows.Count);
        Assert.Equal(2 + (2 * (turns + 1)), gateway.LastPrompt().Count);
    }

    [Fact]
    public async Task Turns_that_another_instance_has_added_are_part_of_the_history()
    {
        var connection = tables.NewConnectionString();
        await using var one = await new GatewayBuilder(tables).WithTables(connection).StartAsync();
        await using var other = await new GatewayBuilder(tables).WithTables(connection).StartAsync();
        var talk = await one.NewBotAsync();

        for (var i = 1; i <= 6; i++)
            Assert.Equal(200, (await (i % 3 == 0 ? other : one).SendAsync(talk, $"mensaje {i}")).Status);
        await one.SendAsync(talk, "mensaje 7");

        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"user: mensaje {i}"), Said(one));
    }

    // With an idempotency key, a thread's creation can be repeated after it was deleted.
    [Fact]
    public async Task A_thread_that_was_made_anew_has_nothing_of_the_one_before()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        await gateway.SendAsync(talk, "antes 1");
        await gateway.SendAsync(talk, "antes 2");
        foreach (var number in (int[])[1, 2])
            await Threads(gateway).UpsertEntityAsync(RowOf(talk.ThreadId, number, $"ahora {number}"), TableUpdateMode.Replace, Cancellation);
        await MakeHeaderAnewAsync();

        await gateway.SendAsync(talk, "ahora 3");
        Assert.Equal(["user: ahora 1", "user: ahora 2", "user: ahora 3"], Said(gateway));

        await MakeHeaderAnewAsync();
        await Threads(gateway).DeleteEntityAsync(PartitionOf(talk.ThreadId), TurnRow.Key(3), ETag.All, Cancellation);
        await Threads(gateway).DeleteEntityAsync(PartitionOf(talk.ThreadId), TurnRow.Key(2), ETag.All, Cancellation);
        await gateway.SendAsync(talk, "otro 2");
        Assert.Equal(["user: ahora 1", "user: otro 2"], Said(gateway));

        Task MakeHeaderAnewAsync() => Threads(gateway).UpsertEntityAsync(new TableEntity(PartitionOf(talk.ThreadId), ThreadKeys.Header), TableUpdateMode.Replace, Cancellation);
    }

    [Fact]
    public async Task A_larger_history_than_the_one_before_is_read_from_the_table()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        for (var i = 1; i <= 4; i++)
            await gateway.SendAsync(talk, $"mensaje {i}");
        var store = gateway.Service<IThreadStore>();
        var owner = new AuthenticatedClient(AuthenticatedClient.DefaultId, "", new HashSet<string>());

        foreach (var (most, expected) in ((int, int[])[])[(2, [3, 4]), (1, [4]), (0, []), (3, [2, 3, 4]), (9, [1, 2, 3, 4])])
        {
            var left = most;
            var history = await store.FindAsync(owner, talk.ThreadId, _ => left-- > 0, Cancellation);
            Assert.Equal(expected, history!.Turns.Select(turn => turn.Number));
            Assert.Equal(4, history.LastNumber);
        }
    }

    [Fact]
    public void A_client_with_many_threads_takes_nothing_from_another_and_its_latest_are_kept()
    {
        using var recent = new RecentTurns(MostBytes);
        recent.Keep(AuthenticatedClient.DefaultId, "own", Known(2_000));

        for (var i = 0; i < 200; i++)
        {
            recent.Keep(Gateway.Acme, $"{i}", Known(200_000));
            Assert.NotNull(recent.Find(Gateway.Acme, $"{i}"));
            Assert.NotNull(recent.Find(Gateway.Acme, "0"));
        }

        Assert.NotNull(recent.Find(AuthenticatedClient.DefaultId, "own"));
        // Of 200,000 bytes, 41 fit 8 MB. The first was always in use, and the others are the latest.
        var kept = Enumerable.Range(1, 199).Where(i => recent.Find(Gateway.Acme, $"{i}") is not null).ToArray();
        Assert.InRange(kept.Length, 30, 40);
        Assert.Equal(Enumerable.Range(200 - kept.Length, kept.Length), kept);
    }

    [Theory]
    [InlineData(5, 1_500_000, 600_000)]
    [InlineData(103, 76_000, 2_000_000)]
    [InlineData(1, 8_000_000, 8_000_000)]
    public void Those_of_any_size_make_room_for_a_new_one(int count, int bytes, int bytesOfNew)
    {
        using var recent = new RecentTurns(MostBytes);
        for (var i = 0; i < count; i++)
            recent.Keep(Gateway.Acme, $"{i}", Known(bytes));

        recent.Keep(Gateway.Acme, "new", Known(bytesOfNew));

        Assert.NotNull(recent.Find(Gateway.Acme, "new"));
    }

    [Fact]
    public void One_that_is_kept_again_takes_no_other_place()
    {
        using var recent = new RecentTurns(MostBytes);
        for (var i = 0; i < 41; i++)
            recent.Keep(Gateway.Acme, $"{i}", Known(200_000));

        for (var i = 0; i < 41; i++)
            recent.Keep(Gateway.Acme, $"{i}", Known(200_000));

        Assert.All(Enumerable.Range(0, 41), i => Assert.NotNull(recent.Find(Gateway.Acme, $"{i}")));
    }

    [Fact]
    public void A_history_that_is_larger_than_a_clients_share_is_not_kept_and_takes_no_place()
    {
        using var recent = new RecentTurns(MostBytes);
        recent.Keep(Gateway.Acme, "other", Known(200_000));
        recent.Keep(Gateway.Acme, "grown", Known(200_000));

        recent.Keep(Gateway.Acme, "grown", Known(10_000_000));

        Assert.Null(recent.Find(Gateway.Acme, "grown"));
        Assert.NotNull(recent.Find(Gateway.Acme, "other"));
    }

    // A MemoryCache whose entries are replaced and removed at once counts their sizes wrong and refuses new ones from then on.
    [Fact]
    public void Messages_at_once_on_the_threads_of_a_client_with_a_full_share_do_not_end_its_memory()
    {
        using var recent = new RecentTurns(MostBytes);
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 5_000; i++)
                recent.Keep(Gateway.Acme, $"{random.Next(60)}", Known(200_000));
        });

        for (var i = 0; i < 30; i++)
            recent.Keep(Gateway.Acme, $"new {i}", Known(200_000));

        Assert.All(Enumerable.Range(0, 30), i => Assert.NotNull(recent.Find(Gateway.Acme, $"new {i}")));
    }

    private static KnownTurns Known(int bytes) => new(new ETag("1"), [new PastTurn(1, 1, new ChatMessages(Messages.AsMemory(0, bytes)))], "1");

    private static IEnumerable<string> Said(Gateway gateway) => gateway.LastPrompt().Where(line => line.StartsWith("user", StringComparison.Ordinal));

    private static TableClient Threads(Gateway gateway) => gateway.Service<TableServiceClient>().GetTableClient("threads");

    private static string PartitionOf(string thread) => ThreadKeys.Partition(AuthenticatedClient.DefaultId, thread);

    private static TableEntity RowOf(string thread, int number, string text) => TurnRow.From(PartitionOf(thread), new Turn(number, text, "Sí.", null) { Tokens = 10 });

    /// <summary>Counts the rows of threads that are read.</summary>
    private sealed class RowCounter : HttpPipelineSynchronousPolicy
    {
        public int Count { get; set; }

        public override void OnReceivedResponse(HttpMessage message)
        {
            if (message.Request.Method != RequestMethod.Get || !message.Request.Uri.Path.EndsWith("threads()", StringComparison.Ordinal))
                return;
            using var page = JsonDocument.Parse(message.Response.Content);
            Count += page.RootElement.GetProperty("value").GetArrayLength();
        }
    }
}
