namespace BotGateway.Tests.Bots;

public sealed class NewBotTests(TableService tables, SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task It_answers_with_a_bot_and_a_thread_and_nothing_else()
    {
        var answer = await _gateway.CallAsync(Body());

        Assert.Equal(200, answer.Status);
        Assert.Equal(["status", "event", "bot_id", "thread_id"], answer.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(200, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal("new_bot", answer["event"]);
        Expected.IsId("bot", answer["bot_id"]);
        Expected.IsId("thread", answer["thread_id"]);
    }

    [Theory]
    [InlineData("modelID")]
    [InlineData("model_id")]
    public async Task Either_spelling_of_the_models_field_is_taken(string field)
    {
        var body = Body();
        body.Remove("modelID");
        body[field] = GatewayBots.Model;

        var answer = await _gateway.CallAsync(body);

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Two_spellings_that_differ_are_a_400()
    {
        var answer = await _gateway.CallAsync(Body("model_id", "another"));

        answer.AssertBadRequest("modelID");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("instructions")]
    [InlineData("modelID")]
    public async Task A_field_that_is_missing_blank_or_no_string_is_a_400_that_names_it(string field)
    {
        foreach (var wrong in new object?[] { null, "", " \t\n", 7, true, new[] { "a" }, new { a = 1 } })
            (await _gateway.CallAsync(Body(field, wrong))).AssertBadRequest(field);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(2.01)]
    [InlineData(1e300)]
    [InlineData("0.8")]
    [InlineData(true)]
    public async Task A_temperature_that_is_none_is_a_400_that_names_it(object temperature)
    {
        var answer = await _gateway.CallAsync(Body("temperature", temperature));

        answer.AssertBadRequest("temperature");
    }

    [Theory]
    [InlineData("gpt-4o-mini")]
    [InlineData("GPT-4.1-MINI")]
    [InlineData("ft:another/client's model?")]
    public async Task A_model_that_the_client_may_not_use_is_a_400_that_says_which_it_may(string model)
    {
        var answer = await _gateway.CallAsync(Body("modelID", model));

        answer.AssertBadRequest("modelID");
        Assert.Contains(GatewayBots.Model, answer["message"]);
    }

    [Fact]
    public async Task Models_from_before_are_for_the_client_that_they_are_listed_for()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Clients:1:Models", "old-one, gpt-4o-mini").StartAsync();

        var listed = await gateway.CallAsync(Body("modelID", "gpt-4o-mini"), Gateway.Acme);
        var notListed = await gateway.CallAsync(Body("modelID", "gpt-4o-mini"));

        Assert.Equal(200, listed.Status);
        notListed.AssertBadRequest("modelID");
    }

    private static Dictionary<string, object?> Body(string? field = null, object? value = null)
    {
        var body = new Dictionary<string, object?>
        {
            ["event_name"] = "new_bot",
            ["name"] = "Chistero",
            ["instructions"] = "Cuentas chistes.",
            ["modelID"] = GatewayBots.Model,
        };
        if (field is not null)
            body[field] = value;
        return body;
    }
}
