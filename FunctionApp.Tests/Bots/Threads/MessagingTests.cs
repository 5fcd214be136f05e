namespace BotGateway.Tests.Bots.Threads;

public sealed class MessagingTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("messaging", "threadID", "botID", "message")]
    [InlineData("messaging", "thread_id", "bot_id", "message")]
    [InlineData("messaging", "threadID", "bot_id", "messaging")]
    [InlineData("send_message", "thread_id", "botID", "message")]
    public async Task It_answers_with_what_the_bot_says_under_every_spelling(string name, string thread, string bot, string message)
    {
        var talk = await _gateway.NewBotAsync();

        var answer = await _gateway.CallAsync(new Dictionary<string, string>
        {
            ["event_name"] = name,
            [thread] = talk.ThreadId,
            [bot] = talk.BotId,
            [message] = "Cuéntame un chiste.",
        });

        Assert.Equal(200, answer.Status);
        Assert.Equal(["status", "event", "message", "thread_id", "usage"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(200, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal("messaging", answer["event"]);
        Assert.Equal("[Cuentas chistes] Recibí «Cuéntame un chiste.» (0 mensajes anteriores).", answer["message"]);
        Assert.Equal(talk.ThreadId, answer["thread_id"]);
    }

    [Fact]
    public async Task Usage_is_what_the_service_counted()
    {
        var talk = await _gateway.NewBotAsync();

        var usage = (await _gateway.SendAsync(talk, "¡Hola!")).Json.GetProperty("usage");

        var prompt = usage.GetProperty("prompt_tokens").GetInt32();
        var completion = usage.GetProperty("completion_tokens").GetInt32();
        Assert.True(prompt > 0 && completion > 0);
        Assert.Equal(prompt + completion, usage.GetProperty("total_tokens").GetInt32());
        Assert.Equal(3, usage.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("threadID")]
    [InlineData("botID")]
    [InlineData("message")]
    public async Task A_field_that_is_missing_blank_or_no_string_is_a_400_that_names_it(string field)
    {
        foreach (var wrong in new object?[] { null, "", " \t\n", 7, false, new[] { "a" }, new { a = 1 } })
        {
            var body = new Dictionary<string, object?>
            {
                ["event_name"] = "messaging",
                ["threadID"] = "thread_1",
                ["botID"] = "bot_1",
                ["message"] = "¡Hola!",
            };
            body[field] = wrong;

            (await _gateway.CallAsync(body)).AssertBadRequest(field);
        }
    }

    [Fact]
    public async Task Both_spellings_of_the_message_may_be_there_when_they_agree()
    {
        var talk = await _gateway.NewBotAsync();

        var agreeing = await _gateway.CallAsync(
            new { event_name = "messaging", botID = talk.BotId, threadID = talk.ThreadId, message = "uno", messaging = "uno" });
        var differing = await _gateway.CallAsync(
            new { event_name = "messaging", botID = talk.BotId, threadID = talk.ThreadId, message = "uno", messaging = "dos" });

        Assert.Equal(200, agreeing.Status);
        differing.AssertBadRequest("message");
    }
}
