using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Bots.Threads;

public sealed class TruncatedAnswerTests(TableService tables)
{
    private static readonly Dictionary<string, string?> FewTokens = new() { ["Messaging:MaxCompletionTokens"] = "5" };

    [Fact]
    public async Task An_answer_whose_end_is_missing_says_so_and_is_kept()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSettings(FewTokens).StartAsync();
        var talk = await gateway.NewBotAsync();

        var answer = await gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal(
            ["status", "event", "message", "thread_id", "usage", "truncated"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.True(answer.Json.GetProperty("truncated").GetBoolean());
        var turn = Assert.Single(await gateway.ReadThreadAsync(talk.ThreadId));
        Assert.Equal((answer["message"], true), (turn.Assistant, turn.IsTruncated));
    }

    [Fact]
    public async Task So_does_a_routines_run_when_it_is_asked_for_and_in_the_list()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(FewTokens).StartAsync();
        var routine = await gateway.ScheduleAsync("0 12 * * *");

        var run = await gateway.ActAsync("run", routine);
        var listed = (await gateway.ActAsync("get", routine)).SingleRun();

        Assert.True(run.Json.GetProperty("truncated").GetBoolean());
        Assert.True(listed.GetProperty("truncated").GetBoolean());
        Assert.Equal("truncated", listed.EnumerateObject().Last().Name);
    }

    [Fact]
    public async Task An_answer_that_does_not_say_what_it_cost_is_answered_and_kept_and_its_thread_goes_on()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 12 * * *");
        gateway.Models.Faults.Next("chat", Fault.Response(200, """{"choices":[{"message":{"content":"¡Hola!"},"finish_reason":"stop"}],"usage":null}"""), times: 2);

        var run = await gateway.ActAsync("run", routine);
        var answer = await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "Otra vez");
        var next = await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "Y otra");

        Assert.Equal(("answered", "¡Hola!", ""), (run["outcome"], run["answer"], run["usage"]));
        Assert.Equal((200, "¡Hola!", ""), (answer.Status, answer["message"], answer["usage"]));
        Assert.False(answer.Json.TryGetProperty("truncated", out _));
        Assert.Contains("(4 mensajes anteriores)", next["message"], StringComparison.Ordinal);
        Assert.Equal("", (await gateway.ActAsync("get", routine)).SingleRun().GetProperty("usage").ToString());
    }
}
