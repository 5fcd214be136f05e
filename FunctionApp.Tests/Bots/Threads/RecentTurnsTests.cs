using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>A gateway keeps the turns of recent threads in memory. What the model gets is nevertheless what the table has.</summary>
public sealed class RecentTurnsTests(TableService tables)
{
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
