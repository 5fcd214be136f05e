using BotGateway.Bots;
using BotGateway.Bots.Threads;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>How often the tables are asked for a message that need not wait.</summary>
public sealed class MessageCostTests(TableService tables)
{
    private static readonly AuthenticatedClient Owner = new(AuthenticatedClient.DefaultId, "", new HashSet<string>());

    [Fact]
    public async Task Three_requests_before_the_model_is_asked_and_one_after()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Auth:Replay", "Memory").WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();
        await gateway.SendAsync(talk, "uno");
        using var held = gateway.Models.Faults.Hold("chat");
        var start = faults.Requests.Count;

        var sending = gateway.SendAsync(talk, "dos");
        await held.Arrived;
        var before = faults.Requests.Count - start;
        held.Release();
        await sending;

        Assert.Equal((3, 4), (before, faults.Requests.Count - start));
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
