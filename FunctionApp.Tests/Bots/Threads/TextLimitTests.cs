namespace BotGateway.Tests.Bots.Threads;

public sealed class TextLimitTests(TableService tables, SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task A_message_of_100000_characters_comes_back_intact_and_a_longer_one_is_a_400()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Messaging:HistoryTokens", "1000000").StartAsync();
        var talk = await gateway.NewBotAsync();
        var longest = Text(100_000);

        var sent = await gateway.SendAsync(talk, longest);
        var tooLong = await gateway.SendAsync(talk, longest + "x");
        await gateway.SendAsync(talk, "¿Y bien?");

        Assert.Equal(200, sent.Status);
        tooLong.AssertBadRequest("message");
        Assert.Equal([$"user: {longest}", $"assistant: {sent["message"]}", "user: ¿Y bien?"], gateway.LastPrompt().Skip(1));
    }

    [Fact]
    public async Task Instructions_of_100000_characters_reach_the_model_intact()
    {
        var longest = Text(100_000);
        var talk = await _gateway.NewBotAsync(longest);

        await _gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal($"system: {longest}", _gateway.LastPrompt()[0]);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("instructions")]
    public async Task The_limit_of_a_bots_texts_is_the_setting(string field)
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Messaging:MaxCharacters", "20").StartAsync();
        var body = new Dictionary<string, object>
        {
            ["event_name"] = "new_bot",
            ["name"] = "n",
            ["instructions"] = "i",
            ["modelID"] = GatewayBots.Model,
        };

        body[field] = new string('x', 20);
        var longest = await gateway.CallAsync(body);
        body[field] = new string('x', 21);
        var tooLong = await gateway.CallAsync(body);

        Assert.Equal(200, longest.Status);
        tooLong.AssertBadRequest(field);
        Assert.Contains("20", tooLong["message"]);
    }

    // Pairs begin at odd places, so that the end of a property's 32 K characters would cut one.
    private static string Text(int length) => "x" + string.Concat(Enumerable.Repeat("🤖", (length - 2) / 2)) + "€";
}
