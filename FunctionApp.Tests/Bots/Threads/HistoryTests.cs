namespace BotGateway.Tests.Bots.Threads;

public sealed class HistoryTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task The_model_gets_the_instructions_then_the_turns_in_their_order_then_the_message()
    {
        var talk = await _gateway.NewBotAsync("Eres breve.");

        var first = await _gateway.SendAsync(talk, "uno");
        var second = await _gateway.SendAsync(talk, "dos");
        var third = await _gateway.SendAsync(talk, "¿tres «€» 🤖?\n\t\"\\");

        Assert.Equal(
            [
                "system: Eres breve.",
                "user: uno", $"assistant: {first["message"]}",
                "user: dos", $"assistant: {second["message"]}",
                "user: ¿tres «€» 🤖?\n\t\"\\",
            ],
            _gateway.LastPrompt());
        Assert.Equal("[Eres breve] Recibí «¿tres «€» 🤖?\n\t\"\\» (4 mensajes anteriores).", third["message"]);
    }

    [Fact]
    public async Task Two_bots_may_share_a_thread_and_each_has_its_own_instructions()
    {
        var first = await _gateway.NewBotAsync("Eres breve.");
        var second = await _gateway.NewBotAsync("Eres extenso.");

        await _gateway.SendAsync(first, "uno");
        await _gateway.SendAsync(second with { ThreadId = first.ThreadId }, "dos");

        Assert.Equal("system: Eres extenso.", _gateway.LastPrompt()[0]);
        Assert.Equal("user: uno", _gateway.LastPrompt()[1]);
        Assert.Equal(4, _gateway.LastPrompt().Count);
    }

    [Fact]
    public async Task A_thread_knows_nothing_of_another()
    {
        var talk = await _gateway.NewBotAsync();
        var others = await _gateway.NewThreadAsync();

        await _gateway.SendAsync(talk, "uno");
        await _gateway.SendAsync(talk with { ThreadId = others }, "dos");

        Assert.Equal(["system: Cuentas chistes.", "user: dos"], _gateway.LastPrompt());
    }
}
