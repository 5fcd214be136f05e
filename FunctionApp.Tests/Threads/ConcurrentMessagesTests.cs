using BotGateway.Tests.Bots;
using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.Threads;

public sealed class ConcurrentMessagesTests(TableService tables)
{
    private static int Count => Environment.GetEnvironmentVariable("BOT_GATEWAY_TESTS") == "thorough" ? 40 : 8;

    [Fact]
    public async Task Of_two_messages_at_once_on_a_thread_the_later_answer_is_a_409()
    {
        await using var gateway = await Gateway.StartAsync(tables);
        var talk = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var slow = gateway.SendAsync(talk, "lento");
        await held.Arrived;
        var quick = await gateway.SendAsync(talk, "rápido");
        held.Release();
        var late = await slow;
        var again = await gateway.SendAsync(talk, "lento");

        Assert.Equal(200, quick.Status);
        late.AssertProblem(409, "send this one again");
        Assert.Equal(200, again.Status);
        Assert.Equal(["user: rápido", $"assistant: {quick["message"]}", "user: lento"], gateway.LastPrompt().Skip(1));
    }

    [Fact]
    public async Task Of_many_messages_at_once_on_a_thread_those_that_were_answered_are_in_it_and_no_others()
    {
        await using var gateway = await Gateway.StartAsync(tables);
        var talk = await gateway.NewBotAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, Count).Select(i => gateway.SendAsync(talk, $"mensaje {i}")));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Text));
        var turns = (await gateway.ReadThreadAsync(talk.ThreadId)).Turns;
        Assert.NotEmpty(turns);
        Assert.Equal(Enumerable.Range(1, turns.Count), turns.Select(turn => turn.Number));
        Assert.Equal(
            answers.Where(answer => answer.Status == 200).Select(answer => answer["message"]).Order(),
            turns.Select(turn => turn.Assistant).Order());
    }

    [Fact]
    public async Task Messages_on_different_threads_do_not_wait_for_each_other_or_mix()
    {
        await using var gateway = await Gateway.StartAsync(tables);
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
}
