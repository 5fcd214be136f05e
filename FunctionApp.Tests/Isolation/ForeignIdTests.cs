namespace BotGateway.Tests.Isolation;

public sealed class ForeignIdTests(TableService tables)
{
    [Theory]
    [InlineData("get_bot")]
    [InlineData("update_bot")]
    [InlineData("delete_bot")]
    [InlineData("list_threads")]
    [InlineData("get_thread")]
    [InlineData("delete_thread")]
    public async Task Anothers_bot_or_thread_gets_the_bytes_of_one_that_does_not_exist(string name)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var theirs = await gateway.NewBotAsync(client: Gateway.Acme);
        var unknown = new Talk($"bot_{Guid.Empty:N}", $"thread_{Guid.Empty:N}");

        var foreign = await AnswerAsync(gateway, name, theirs);
        var missing = await AnswerAsync(gateway, name, unknown);

        Assert.Equal(missing, foreign);
        Assert.Contains("\"status\":404", foreign, StringComparison.Ordinal);
        Assert.Equal(200, (await gateway.SendAsync(theirs, "¡Hola!", Gateway.Acme)).Status);
    }

    private static async Task<string> AnswerAsync(Gateway gateway, string name, Talk talk)
    {
        var answer = await gateway.CallAsync(new { event_name = name, botID = talk.BotId, threadID = talk.ThreadId, name = "x" });
        return answer.Text.Replace(talk.BotId, "BOT").Replace(talk.ThreadId, "THREAD").Replace(answer.RequestId!, "REQUEST");
    }
}
