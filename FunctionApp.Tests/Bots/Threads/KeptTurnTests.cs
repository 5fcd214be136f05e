using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Usage;

namespace BotGateway.Tests.Bots.Threads;

public sealed class KeptTurnTests(TableService tables)
{
    private static readonly AuthenticatedClient Owner = new(AuthenticatedClient.DefaultId, "", new HashSet<string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Usage_is_kept_with_the_turn()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();

        var answer = await gateway.SendAsync(talk, "¡Hola!");

        var turns = await gateway.ReadThreadAsync(talk.ThreadId);
        var usage = answer.Json.GetProperty("usage");
        Assert.Equal(
            new Turn(
                1,
                "¡Hola!",
                answer["message"]!,
                new TokenUsage(usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("completion_tokens").GetInt32()))
            {
                Tokens = TokenBudget.CountOf("¡Hola!", answer["message"]!),
            },
            Assert.Single(turns));
    }

    [Theory]
    [InlineData(1)] // The lease.
    [InlineData(2)] // The turn.
    [InlineData(5)] // The lease of a thread that the gateway remembers.
    [InlineData(6)]
    public async Task A_write_whose_answer_was_lost_is_recognised_and_the_turn_is_kept_once(int lost)
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();
        var writes = new HashSet<string>();
        faults.Decide = request =>
            // The SDK tries a write again with the same body.
            TableFaults.Writes(request, "threads") && writes.Add(request) && writes.Count == lost ? Fate.AnswerLost : Fate.Served;

        var first = await gateway.SendAsync(talk, "uno");
        var second = await gateway.SendAsync(talk, "dos");
        var third = await gateway.SendAsync(talk, "tres");

        Assert.Equal((200, 200, 200), (first.Status, second.Status, third.Status));
        Assert.Equal(
            ["user: uno", $"assistant: {first["message"]}", "user: dos", $"assistant: {second["message"]}", "user: tres"], gateway.LastPrompt().Skip(1));
        Assert.Equal(3, gateway.Models.Calls.Count("chat"));
        Assert.Equal(3, (await gateway.ReadThreadAsync(talk.ThreadId)).Count);
        // One was sent again, so there are two texts of it at most.
        Assert.InRange(writes.Count, 6, 7);
    }

    [Fact]
    public async Task The_second_turn_under_a_lease_is_not_kept()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var thread = await gateway.NewThreadAsync();
        var store = gateway.Service<IThreadStore>();
        var turn = new Turn(1, "uno", "1", new TokenUsage(1, 1));
        var leased = await LeaseAsync(gateway, thread);

        Assert.True(await store.TryAddAsync(Owner, thread, leased, turn, key: null, Cancellation));
        Assert.False(await store.TryAddAsync(Owner, thread, leased, turn with { Number = 2 }, key: null, Cancellation));

        Assert.Single(await gateway.ReadThreadAsync(thread));
    }

    [Fact]
    public async Task The_second_writer_of_a_number_does_not_get_it_even_with_a_lease()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var thread = await gateway.NewThreadAsync();
        var store = gateway.Service<IThreadStore>();
        var turn = new Turn(1, "uno", "1", new TokenUsage(1, 1));

        Assert.True(await store.TryAddAsync(Owner, thread, await LeaseAsync(gateway, thread), turn, key: null, Cancellation));
        Assert.False(await store.TryAddAsync(Owner, thread, await LeaseAsync(gateway, thread), turn, key: null, Cancellation));

        Assert.Single(await gateway.ReadThreadAsync(thread));
    }

    [Fact]
    public async Task The_longest_message_and_the_longest_answer_fit_a_row()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var thread = await gateway.NewThreadAsync();
        var turn = new Turn(1, new string('€', 200_000), new string('ñ', 250_000), new TokenUsage(1, 1));

        Assert.True(await gateway.Service<IThreadStore>().TryAddAsync(
            Owner, thread, await LeaseAsync(gateway, thread), turn, key: null, Cancellation));

        Assert.Equal(turn, Assert.Single(await gateway.ReadThreadAsync(thread)));
    }

    [Fact]
    public async Task What_a_turn_used_belongs_to_the_day_of_its_answer_though_it_is_written_on_the_next()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var thread = await gateway.NewThreadAsync();
        var answered = gateway.Clock.GetUtcNow();
        var item = new UsageItem(UsageItem.DayOf(answered), "bot_1", "m", new UsageAmount(1, 2, 0, 3));
        var turn = new Turn(1, "uno", "1", new TokenUsage(2, 3)) { Use = new ReservedUse("1", item, answered) };
        var leased = await LeaseAsync(gateway, thread);
        gateway.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True(await gateway.Service<IThreadStore>().TryAddAsync(Owner, thread, leased, turn, key: null, Cancellation));

        Assert.Equal([item], await gateway.Service<IReservedAnswers>().FindAsync(Owner.Id, new Reservation("1", thread, answered, 0), Cancellation));
    }

    private static async Task<ThreadHeader> LeaseAsync(Gateway gateway, string thread)
    {
        var store = gateway.Service<IThreadStore>();
        var seen = await store.FindHeaderAsync(Owner, thread, Cancellation);
        var leased = await store.TryLeaseAsync(Owner, thread, seen!, ThreadLease.Begin(Guid.NewGuid(), DateTimeOffset.UtcNow), Cancellation);
        Assert.NotNull(leased);
        return leased;
    }
}
