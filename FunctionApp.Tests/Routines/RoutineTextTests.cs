namespace BotGateway.Tests.Routines;

/// <summary>The bound of each text of a request that is kept for a routine is checked before anything is made.</summary>
public sealed class RoutineTextTests(TableService tables)
{
    [Theory]
    [InlineData("schedule", 256)]
    [InlineData("name", 20)]
    [InlineData("message", 20)]
    [InlineData("messaging", 20)]
    public async Task A_text_as_long_as_it_may_be_is_taken_and_a_longer_one_is_a_400(string field, int most)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Messaging:MaxCharacters", "20").StartAsync();

        var longest = await CallAsync(gateway, field, most);
        var tooLong = await CallAsync(gateway, field, most + 1);

        Assert.Equal(200, longest.Status);
        Assert.Equal(400, tooLong.Status);
        Assert.Contains($"has {most + 1} characters", tooLong["message"], StringComparison.Ordinal);
        Assert.Single((await gateway.CallAsync("""{"event_name":"bot_routine","action":"list"}""")).Json.GetProperty("routines").EnumerateArray());
    }

    [Theory]
    [InlineData("schedule")]
    [InlineData("time_zone")]
    [InlineData("botID")]
    [InlineData("threadID")]
    [InlineData("modelID")]
    [InlineData("starts_at")]
    public async Task A_text_longer_than_a_property_is_refused_whatever_the_field(string field)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var answer = await CallAsync(gateway, field, 40_000);

        Assert.InRange(answer.Status, 400, 404);
        Assert.InRange(answer["message"]!.Length, 1, 400);
        Assert.Empty((await gateway.CallAsync("""{"event_name":"bot_routine","action":"list"}""")).Json.GetProperty("routines").EnumerateArray());
    }

    private static Task<Answer> CallAsync(Gateway gateway, string field, int length)
    {
        var body = new Dictionary<string, object>
        {
            ["event_name"] = "bot_routine",
            ["schedule"] = "0 8 * * *",
            ["botID"] = gateway.Bot,
            ["threadID"] = gateway.Thread,
        };
        body[field is "messaging" ? field : "message"] = "m";
        body[field] = (field == "schedule" ? "0 8 * * *" : "x").PadRight(length, field == "schedule" ? ' ' : 'x');
        return gateway.CallAsync(body);
    }
}
