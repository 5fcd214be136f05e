using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Bots.Threads;

public sealed class ConcurrentMessagesTests(TableService tables)
{
    private static int Count => Thoroughness.IsWanted ? 40 : 20;

    [Fact]
    public async Task Of_two_messages_at_once_on_a_thread_the_second_waits_and_knows_of_the_first()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var first = gateway.SendAsync(talk, "uno");
        await held.Arrived;
        var second = gateway.SendAsync(talk, "dos");
        await WaitForLeaseReadsAsync(gateway, talk.ThreadId, 3);
        var (isAnswered, asked) = (second.IsCompleted, gateway.Models.Calls.Count("chat"));
        held.Release();

        Assert.Equal((false, 1), (isAnswered, asked));
        Assert.Equal((200, 200), ((await first).Status, (await second).Status));
        Assert.Equal(["user: uno", $"assistant: {(await first)["message"]}", "user: dos"], gateway.LastPrompt().Skip(1));
        Assert.Equal(2, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task Of_many_messages_at_once_on_a_thread_the_model_is_asked_once_for_each_that_is_answered()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, Count).Select(i => gateway.SendAsync(talk, $"mensaje {i}")));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Text));
        var turns = await gateway.ReadThreadAsync(talk.ThreadId);
        Assert.NotEmpty(turns);
        Assert.Equal(turns.Count, gateway.Models.Calls.Count("chat"));
        Assert.Equal(Enumerable.Range(1, turns.Count), turns.Select(turn => turn.Number));
        Assert.Equal(
            answers.Where(answer => answer.Status == 200).Select(answer => answer["message"]).Order(),
            turns.Select(turn => turn.Assistant).Order());
    }

    [Fact]
    public async Task Two_instances_share_the_lease()
    {
        var connection = tables.NewConnectionString();
        await using var one = await new GatewayBuilder(tables).WithTables(connection).StartAsync();
        await using var other = await new GatewayBuilder(tables).WithTables(connection).StartAsync();
        var talk = await one.NewBotAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(i => (i % 2 == 0 ? one : other).SendAsync(talk, $"mensaje {i}")));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Text));
        var answered = answers.Count(answer => answer.Status == 200);
        Assert.Equal(answered, (await one.ReadThreadAsync(talk.ThreadId)).Count);
        Assert.Equal(answered, one.Models.Calls.Count("chat") + other.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_client_that_leaves_releases_the_thread_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");
        using var http = new HttpClient { BaseAddress = gateway.Http.BaseAddress };
        using var client = gateway.Credentials().CreateClient(TimeProvider.System);
        var body = $$"""{"event_name":"messaging","botID":"{{talk.BotId}}","threadID":"{{talk.ThreadId}}","message":"perdido"}""";

        var leaving = client.SendAsync(http, body, TestContext.Current.CancellationToken);
        await held.Arrived;
        http.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        Assert.Equal(200, (await gateway.SendAsync(talk, "¡Hola!")).Status);
        Assert.Equal(["user: ¡Hola!"], gateway.LastPrompt().Skip(1));
    }

    [Fact]
    public async Task Messages_that_wait_for_a_thread_do_not_hold_up_another_client()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        var others = await gateway.NewBotAsync(client: Gateway.Acme);
        using var held = gateway.Models.Faults.Hold("chat");

        var first = gateway.SendAsync(talk, "lento");
        await held.Arrived;
        var waiting = Enumerable.Range(1, 33).Select(i => gateway.SendAsync(talk, $"mensaje {i}")).ToList();
        var answer = await gateway.SendAsync(others, "¡Hola!", Gateway.Acme);
        held.Release();

        Assert.Equal(200, answer.Status);
        Assert.Equal(200, (await first).Status);
        Assert.All(await Task.WhenAll(waiting), each => Assert.True(each.Status is 200 or 409, each.Text));
    }

    [Fact]
    public async Task Messages_on_different_threads_do_not_wait_for_each_other_or_mix()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var slow = gateway.SendAsync(talk, "lento");
        await held.Arrived;
        var others = await Task.WhenAll(Enumerable.Range(1, Count).Select(async i =>
            await gateway.SendAsync(talk with { ThreadId = await gateway.NewThreadAsync() }, $"mensaje {i}")));
        held.Release();

        Assert.Equal(200, (await slow).Status);
        Assert.All(others, answer => Assert.Equal(200, answer.Status));
        Assert.All(others, (answer, i) => Assert.Contains($"«mensaje {i + 1}» (0 mensajes anteriores)", answer["message"]));
    }

    // A message that waits for a thread reads its header, which holds the lease, again and again.
    private static async Task WaitForLeaseReadsAsync(Gateway gateway, string threadId, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (gateway.Tables.Requests.Count(request => request.StartsWith("GET ", StringComparison.Ordinal)
            && Uri.UnescapeDataString(request).Contains($"{threadId}',RowKey='thread'", StringComparison.Ordinal)) < count)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
