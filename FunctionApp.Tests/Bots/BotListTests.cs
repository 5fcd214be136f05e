namespace BotGateway.Tests.Bots;

public sealed class BotListTests(TableService tables)
{
    [Fact]
    public async Task Bots_come_page_by_page_the_oldest_first_and_only_those_of_their_client()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        List<string> bots = [];
        for (var i = 0; i < 5; i++)
            bots.Add((await gateway.NewBotAsync()).BotId);
        await gateway.NewBotAsync(client: Gateway.Acme);
        bots.Sort(StringComparer.Ordinal);

        var first = await gateway.CallAsync(new { event_name = "list_bots", limit = 2 });
        var created = await gateway.NewBotAsync();
        await gateway.CallAsync(new { event_name = "delete_bot", botID = bots[1] });
        var second = await gateway.CallAsync(new { event_name = "list_bots", limit = 2, next = first["next"] });
        var third = await gateway.CallAsync(new { event_name = "list_bots", limit = 2, next = second["next"] });

        Assert.Equal([.. bots, created.BotId], Ids(first).Concat(Ids(second)).Concat(Ids(third)));
        Assert.Null(third["next"]);
    }

    [Fact]
    public async Task A_listed_bot_has_all_but_its_instructions_and_of_its_name_the_beginning()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        await gateway.CallAsync(
            new { event_name = "new_bot", name = new string('ñ', 40_000), instructions = "Cuentas chistes.", modelID = GatewayBots.Model, temperature = 0.5, legacy_id = "asst_1" });

        var bot = (await gateway.CallAsync(new { event_name = "list_bots" })).Json.GetProperty("bots")[0];

        Assert.Equal(["bot_id", "name", "model_id", "temperature", "version", "created_at", "legacy_id"], bot.EnumerateObject().Select(field => field.Name));
        Assert.Equal(257, bot.GetProperty("name").GetString()!.Length);
        Assert.Equal(DateTimeOffset.UtcNow, bot.GetProperty("created_at").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("limit", 0)]
    [InlineData("limit", 101)]
    [InlineData("next", "AAAA")]
    [InlineData("next", 7)]
    public async Task A_field_that_is_wrong_is_named(string field, object value)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        foreach (var name in new[] { "list_bots", "list_threads" })
            (await gateway.CallAsync(new Dictionary<string, object> { ["event_name"] = name, [field] = value })).AssertBadRequest(field);
    }

    private static IEnumerable<string?> Ids(Answer answer) => answer.Json.GetProperty("bots").EnumerateArray().Select(bot => bot.GetProperty("bot_id").GetString());
}
