using Azure.Data.Tables;
using BotGateway.Bots;
using BotGateway.Bots.Threads;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>How often the tables are asked for a message that need not wait.</summary>
public sealed class MessageCostTests(TableService tables)
{
    private static readonly AuthenticatedClient Owner = new(AuthenticatedClient.DefaultId, "", new HashSet<string>());

    // Turns of earlier versions have no count of their tokens.
    [Theory]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(1_000, true)]
    [InlineData(1_000, false)]
    [InlineData(100_000, true)]
    public async Task Three_requests_before_the_model_is_asked_and_one_after_however_long_the_thread_is(int turns, bool areCounted)
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Auth:Replay", "Memory").WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();
        await AddAsync(gateway, talk.ThreadId, turns, areCounted);
        await gateway.SendAsync(talk, "uno");
        // With the instructions and the message: all turns, or as many as 16,000 tokens are enough for.
        Assert.InRange(gateway.LastPrompt().Count, Math.Min(2 + (2 * turns), 600), Math.Min(2 + (2 * turns), 1_200));
        using var held = gateway.Models.Faults.Hold("chat");
        var start = faults.Requests.Count;

        var sending = gateway.SendAsync(talk, "dos");
        await held.Arrived;
        var before = faults.Requests.Count - start;
        held.Release();
        await sending;

        Assert.Equal((3, 4), (before, faults.Requests.Count - start));
    }

    // The newest: more do not fit.
    private static async Task AddAsync(Gateway gateway, string thread, int turns, bool areCounted)
    {
        const string Text = "¿A qué hora abre la tienda del centro los domingos?";
        var newest = Enumerable.Range(Math.Max(0, turns - 1_000) + 1, Math.Min(turns, 1_000)).Select(number => TurnRow.From(
            ThreadKeys.Partition(Owner.Id, thread),
            new Turn(number, Text, Text, null) { Tokens = areCounted ? TokenBudget.CountOf(Text, Text) : null }));
        foreach (var batch in newest.Chunk(100))
        {
            await gateway.Service<TableServiceClient>().GetTableClient("threads").SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_run_asks_once_more_for_an_earlier_answer_of_its_own()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();
        var bot = await gateway.Service<IBotStore>().FindAsync(Owner, talk.BotId, TestContext.Current.CancellationToken);
        await gateway.SendAsync(talk, "uno");
        var start = faults.Requests.Count;

        await gateway.Service<Conversation>().SendAsync(
            Owner, bot!, talk.ThreadId, "Resumen", TurnKey.OfRun("routine_1", DateTimeOffset.UnixEpoch, isFirstAttempt: false), TestContext.Current.CancellationToken);

        // History, lease, run key; turn.
        Assert.Equal(4, faults.Requests.Count - start);
    }
}
