namespace BotGateway.Tests.Bots.Threads;

public sealed class LongHistoryTests(TableService tables)
{
    [Fact]
    public async Task A_history_longer_than_a_page_of_the_table_is_complete()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Messaging:MaxCompletionTokens", "1").StartAsync();
        var talk = await gateway.NewBotAsync();

        for (var i = 1; i <= 106; i++)
            Assert.Equal(200, (await gateway.SendAsync(talk, $"mensaje {i}")).Status);

        var said = gateway.LastPrompt().Where(line => line.StartsWith("user", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 106).Select(i => $"user: mensaje {i}"), said);
    }
}
