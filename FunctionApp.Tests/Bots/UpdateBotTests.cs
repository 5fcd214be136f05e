namespace BotGateway.Tests.Bots;

public sealed class UpdateBotTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task What_a_request_names_is_changed_and_the_rest_stays()
    {
        var talk = await _gateway.NewBotAsync("Cuentas chistes.", 0.5);

        var updated = await _gateway.CallAsync(new { event_name = "update_bot", botID = talk.BotId, instructions = "Cuentas cuentos.", version = 1 });
        var bot = await _gateway.CallAsync(new { event_name = "get_bot", botID = talk.BotId });
        await _gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal((200, "2"), (updated.Status, updated["version"]));
        Assert.Equal(("Chistero", "Cuentas cuentos.", GatewayBots.Model, "0.5", "2"), (bot["name"], bot["instructions"], bot["model_id"], bot["temperature"], bot["version"]));
        Assert.Equal("system: Cuentas cuentos.", _gateway.LastPrompt()[0]);
    }

    [Fact]
    public async Task Long_instructions_leave_nothing_behind_when_short_ones_take_their_place()
    {
        var talk = await _gateway.NewBotAsync(new string('x', 90_000));

        await _gateway.CallAsync(new { event_name = "update_bot", botID = talk.BotId, instructions = "corto", name = "Otro", modelID = GatewayBots.Model, temperature = 2 });
        var bot = await _gateway.CallAsync(new { event_name = "get_bot", botID = talk.BotId });

        Assert.Equal(("corto", "Otro", "2"), (bot["instructions"], bot["name"], bot["temperature"]));
    }

    [Fact]
    public async Task Of_two_that_read_the_same_version_one_wins_and_the_other_is_told_the_version()
    {
        var bot = (await _gateway.NewBotAsync()).BotId;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _gateway.CallAsync(new { event_name = "update_bot", botID = bot, name = $"{i}", version = 1 })));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.AssertProblem(409, "'version' is 2, not 1"));
    }

    [Fact]
    public async Task Without_a_version_the_last_one_wins()
    {
        var bot = (await _gateway.NewBotAsync()).BotId;

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => _gateway.CallAsync(new { event_name = "update_bot", botID = bot, name = $"{i}" })));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(["2", "3", "4"], answers.Select(answer => answer["version"]).Order());
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", 7)]
    [InlineData("instructions", false)]
    [InlineData("modelID", "gpt-none")]
    [InlineData("temperature", 2.1)]
    [InlineData("version", 0)]
    [InlineData("version", "1")]
    public async Task A_field_that_is_wrong_is_named(string field, object value)
    {
        var body = new Dictionary<string, object> { ["event_name"] = "update_bot", ["botID"] = (await _gateway.NewBotAsync()).BotId, ["name"] = "Otro", [field] = value };

        (await _gateway.CallAsync(body)).AssertBadRequest(field);
    }

    [Fact]
    public async Task A_text_that_is_too_long_or_nothing_at_all_is_a_400()
    {
        var bot = (await _gateway.NewBotAsync()).BotId;

        (await _gateway.CallAsync(new { event_name = "update_bot", botID = bot, name = new string('x', 100_001) })).AssertBadRequest("name");
        (await _gateway.CallAsync(new { event_name = "update_bot", botID = bot, instructions = new string('x', 100_001) })).AssertBadRequest("instructions");
        (await _gateway.CallAsync(new { event_name = "update_bot", botID = bot, version = 1 })).AssertProblem(400, "Nothing to change");
    }
}
