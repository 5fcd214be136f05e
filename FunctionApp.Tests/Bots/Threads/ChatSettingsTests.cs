namespace BotGateway.Tests.Bots.Threads;

public sealed class ChatSettingsTests(TableService tables, SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData(null, 0.8)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.25, 0.25)]
    [InlineData(2.0, 2.0)]
    public async Task The_temperature_is_the_bots_own_or_that_of_the_old_service(double? own, double sent)
    {
        var talk = await shared.Gateway.NewBotAsync(temperature: own);

        await shared.Gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal(sent, shared.Gateway.ChatRequests()[^1].GetProperty("temperature").GetDouble());
    }

    [Fact]
    public async Task The_answers_length_is_capped_by_the_setting()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Messaging:MaxCompletionTokens", "7").StartAsync();
        var talk = await gateway.NewBotAsync();

        var answer = await gateway.SendAsync(talk, "¡Hola!");

        var request = gateway.ChatRequests().Single();
        Assert.Equal(7, request.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(request.TryGetProperty("max_tokens", out _));
        Assert.Equal(7, answer.Json.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Without_a_setting_the_cap_is_4096()
    {
        var talk = await shared.Gateway.NewBotAsync();

        await shared.Gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal(4096, shared.Gateway.ChatRequests()[^1].GetProperty("max_completion_tokens").GetInt32());
    }
}
