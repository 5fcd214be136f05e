using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>An instance to which a thread's messages keep coming leases the thread without reading it. If others have changed it, it is read.</summary>
public sealed class RememberedThreadTests(TableService tables)
{
    private static readonly AuthenticatedClient Owner = new(AuthenticatedClient.DefaultId, "", new HashSet<string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_third_message_on_two_requests_before_the_model_is_asked_and_one_after()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2);

        for (var i = 3; i <= 6; i++)
        {
            using var held = gateway.Models.Faults.Hold("chat");
            var start = gateway.Tables.Requests.Count;
            var sending = gateway.SendAsync(talk, $"mensaje {i}");
            await held.Arrived;
            var before = gateway.Tables.Requests.Count - start;
            held.Release();
            await sending;

            Assert.Equal((2, 3), (before, gateway.Tables.Requests.Count - start));
            AssertSaid(gateway, i);
        }
    }

    // Always one and the other, or both of them twice.
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 5)]
    public async Task Messages_that_change_instances_take_one_request_more_at_most(int inARow, int most)
    {
        var connection = tables.NewConnectionString();
        await using var one = await StartAsync(connection);
        await using var other = await StartAsync(connection);
        var talk = await one.NewBotAsync();

        for (var i = 1; i <= 12; i++)
        {
            var instance = (i / inARow) % 2 == 0 ? one : other;
            var start = one.Tables.Requests.Count + other.Tables.Requests.Count;
            await SendAsync(instance, talk, i);

            // The first on each instance make tables and lists.
            if (i > 2 * inARow)
                Assert.InRange(one.Tables.Requests.Count + other.Tables.Requests.Count - start, 3, most);
            AssertSaid(instance, i);
        }
    }

    [Fact]
    public async Task After_a_message_that_failed_the_next_ones_are_answered_with_all_turns()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2, 3);

        gateway.Models.Faults.Next("chat", Fault.Status(400));
        Assert.NotEqual(200, (await gateway.SendAsync(talk, "perdido")).Status);

        foreach (var i in (int[])[4, 5, 6])
        {
            await SendAsync(gateway, talk, i);
            AssertSaid(gateway, i);
        }
    }

    [Fact]
    public async Task Many_messages_at_once_get_one_turn_each()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2, 3);

        var answers = await Task.WhenAll(Enumerable.Range(4, 6).Select(i => gateway.SendAsync(talk, $"mensaje {i}")));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Text));
        var turns = await gateway.ReadThreadAsync(talk.ThreadId);
        Assert.Equal(3 + answers.Count(answer => answer.Status == 200), turns.Count);
        Assert.Equal(turns.Count, gateway.Models.Calls.Count("chat"));
        Assert.Equal(Enumerable.Range(1, turns.Count), turns.Select(turn => turn.Number));
    }

    [Fact]
    public async Task A_thread_that_another_instance_has_deleted_is_a_404_and_the_model_is_not_asked()
    {
        var connection = tables.NewConnectionString();
        await using var gateway = await StartAsync(connection);
        await using var other = await StartAsync(connection);
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2, 3);
        Assert.Equal(200, (await other.CallAsync(new { event_name = "delete_thread", thread_id = talk.ThreadId })).Status);

        Assert.Equal(404, (await gateway.SendAsync(talk, "¿Sigues ahí?")).Status);
        Assert.Equal(3, gateway.Models.Calls.Count("chat"));
    }

    // As the timer does it for a process that has crashed, or seems to have.
    [Fact]
    public async Task A_lease_that_is_revoked_while_the_model_is_asked_keeps_no_answer()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2, 3);

        using (var held = gateway.Models.Faults.Hold("chat"))
        {
            var sending = gateway.SendAsync(talk, "perdido");
            await held.Arrived;
            await gateway.Service<IThreadStore>().RevokeLeaseAsync(AuthenticatedClient.DefaultId, talk.ThreadId, DateTimeOffset.MaxValue, Cancellation);
            held.Release();
            (await sending).AssertProblem(409, "send this one again");
        }

        await SendAsync(gateway, talk, 4, 5, 6);
        AssertSaid(gateway, 6);
    }

    [Fact]
    public async Task A_message_with_a_key_that_is_sent_again_gets_the_answer_that_it_had()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2, 3);
        var body = new { event_name = "messaging", botID = talk.BotId, threadID = talk.ThreadId, message = "mensaje 4", idempotency_key = "4" };

        var first = await gateway.CallAsync(body);
        var again = await gateway.CallAsync(body);

        Assert.Equal((200, 200, first["message"]), (first.Status, again.Status, again["message"]));
        Assert.Equal(4, gateway.Models.Calls.Count("chat"));
        await SendAsync(gateway, talk, 5);
        AssertSaid(gateway, 5);
    }

    [Fact]
    public async Task Turns_of_a_thread_that_was_deleted_meanwhile_do_not_join_those_of_the_new_one_of_the_same_id()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        await SendAsync(gateway, talk, 1, 2, 3);
        var store = gateway.Service<IThreadStore>();
        var threads = gateway.Service<TableServiceClient>().GetTableClient("threads");
        var partition = ThreadKeys.Partition(AuthenticatedClient.DefaultId, talk.ThreadId);

        // Another instance, which this one's memory knows nothing of, has made it anew and leases it for turn 4.
        await threads.UpsertEntityAsync(new TableEntity(partition, ThreadKeys.Header), TableUpdateMode.Replace, Cancellation);
        var seen = await store.FindHeaderAsync(Owner, talk.ThreadId, Cancellation);
        var leased = await store.TryLeaseAsync(Owner, talk.ThreadId, seen!, ThreadLease.Begin(Guid.NewGuid(), DateTimeOffset.UtcNow), Cancellation);
        foreach (var i in (int[])[1, 2, 3])
        {
            var row = TurnRow.From(partition, new Turn(i, $"nuevo {i}", "Sí.", null) { Tokens = 10 });
            await threads.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancellation);
        }

        Assert.True(await store.TryAddAsync(Owner, talk.ThreadId, leased!, new Turn(4, "nuevo 4", "Sí.", null) { Tokens = 10 }, key: null, Cancellation));
        await gateway.SendAsync(talk, "nuevo 5");

        Assert.Equal(Enumerable.Range(1, 5).Select(i => $"user: nuevo {i}"), gateway.LastPrompt().Where(line => line.StartsWith("user", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_larger_history_than_the_last_one_is_not_remembered()
    {
        await using var gateway = await StartAsync();
        var talk = await gateway.NewBotAsync();
        var store = gateway.Service<IThreadStore>();

        await SendAsync(gateway, talk, 1, 2, 3, 4, 5);

        var recalled = Recall(2);
        Assert.Equal([4, 5], recalled!.Turns.Select(turn => turn.Number));
        await AddAsync(recalled.Header, 6);
        // The one that did not fit is remembered too.
        recalled = Recall(3);
        Assert.Equal([4, 5, 6], recalled!.Turns.Select(turn => turn.Number));
        await AddAsync(recalled.Header, 7);

        Assert.Null(Recall(9));
        await SendAsync(gateway, talk, 8);
        AssertSaid(gateway, 8);

        async Task AddAsync(ThreadHeader header, int number)
        {
            var leased = await store.TryLeaseAsync(Owner, talk.ThreadId, header, ThreadLease.Begin(Guid.NewGuid(), DateTimeOffset.UtcNow), Cancellation);
            Assert.True(await store.TryAddAsync(Owner, talk.ThreadId, leased!, new Turn(number, $"mensaje {number}", "Sí.", null), key: null, Cancellation));
        }

        ThreadHistory? Recall(int most) => store.TryRecall(Owner, talk.ThreadId, _ => most-- > 0);
    }

    private Task<Gateway> StartAsync(string? connection = null) => new GatewayBuilder(tables)
        .WithTables(connection ?? tables.NewConnectionString()).WithSetting("Auth:Replay", "Memory").StartAsync();

    private static async Task SendAsync(Gateway gateway, Talk talk, params int[] numbers)
    {
        foreach (var i in numbers)
            Assert.Equal(200, (await gateway.SendAsync(talk, $"mensaje {i}")).Status);
    }

    private static void AssertSaid(Gateway gateway, int last) => Assert.Equal(
        Enumerable.Range(1, last).Select(i => $"user: mensaje {i}"),
        gateway.LastPrompt().Where(line => line.StartsWith("user", StringComparison.Ordinal)));
}
