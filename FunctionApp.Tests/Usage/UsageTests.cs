using System.Text.Json;
using BotGateway.Usage;

namespace BotGateway.Tests.Usage;

public sealed class UsageTests(TableService tables)
{
    private const string Call = """{"event_name":"usage"}""";

    [Fact]
    public async Task Messages_are_counted_by_day_bot_and_model_as_their_answers_say()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot()
            .WithSetting("Prices:0:Model", "gpt-4.1-mini").WithSetting("Prices:0:InputPerMillionTokens", "1000000").WithSetting("Prices:0:OutputPerMillionTokens", "2000000")
            .StartAsync();
        var sent = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
        {
            sent.Add((await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), $"Mensaje {i}")).Json.GetProperty("usage"));
            gateway.Clock.Advance(TimeSpan.FromHours(10));
        }

        long Sum(string name, int from = 0, int to = 3) => sent[from..to].Sum(usage => usage.GetProperty(name).GetInt64());
        var byDay = (await gateway.CallAsync(Call)).Json;
        var byBot = (await gateway.CallAsync("""{"event_name":"usage","by":"bot"}""")).Json;
        var byModel = (await gateway.CallAsync("""{"event_name":"usage","by":"model"}""")).Json;

        var days = byDay.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["2030-01-01", "2030-01-02"], days.Select(day => day.GetProperty("day").GetString()));
        Assert.Equal((2, Sum("prompt_tokens", 0, 2), Sum("completion_tokens", 0, 2)), Counts(days[0]));
        Assert.Equal((1, Sum("prompt_tokens", 2), Sum("completion_tokens", 2)), Counts(days[1]));
        foreach (var answer in new[] { byDay, byBot, byModel })
        {
            Assert.Equal((3, Sum("prompt_tokens"), Sum("completion_tokens")), Counts(answer.GetProperty("total")));
            Assert.Equal(Sum("prompt_tokens") + (2 * Sum("completion_tokens")), answer.GetProperty("total").GetProperty("cost").GetDouble());
        }

        Assert.Equal(gateway.Bot, Assert.Single(byBot.GetProperty("items").EnumerateArray()).GetProperty("bot_id").GetString());
        Assert.Equal("gpt-4.1-mini", Assert.Single(byModel.GetProperty("items").EnumerateArray()).GetProperty("model").GetString());
        Assert.Equal((0, 0, 0), Counts((await gateway.CallAsync(Call, Gateway.Acme)).Json.GetProperty("total")));
    }

    [Fact]
    public async Task What_is_being_counted_at_the_moment_is_part_of_the_answer()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(200, (await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "hola")).Status);
            // Reservations of this age are closed in the background.
            gateway.Clock.Advance(Reservation.Window);
            Assert.Equal(i, (await gateway.CallAsync(Call)).Json.GetProperty("total").GetProperty("requests").GetInt32());
        }
    }

    [Fact]
    public async Task A_message_that_cannot_be_reserved_is_a_503_and_asks_no_model_and_the_next_is_answered()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var talk = new Talk(gateway.Bot, gateway.Thread);
        gateway.Tables.Decide = request => TableFaults.Writes(request, "usage") ? Fate.Refused : Fate.Served;
        var refused = await gateway.SendAsync(talk, "uno");
        gateway.Tables.Decide = _ => Fate.Served;

        var answered = await gateway.SendAsync(talk, "dos");

        Assert.Equal((503, 200), (refused.Status, answered.Status));
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Theory]
    [InlineData("\"from\":\"yesterday\"", "'from' must be a day such as '2026-11-30'.")]
    [InlineData("\"to\":\"2030-02-30\"", "'to' must be a day such as '2026-11-30'.")]
    [InlineData("\"from\":\"2030-01-03\",\"to\":\"2030-01-02\"", "'from' (2030-01-03) must not be after 'to' (2030-01-02).")]
    [InlineData("\"from\":\"2029-01-01\",\"to\":\"2029-04-03\"", "'from' and 'to' must span at most 92 days.")]
    [InlineData("\"by\":\"week\"", "'by' must be one of: day, bot, model.")]
    [InlineData("\"limit\":101", "'limit' must be an integer from 1 to 100.")]
    [InlineData("\"next\":\"x\"", "'next' is not one that 'usage' has given you; leave it out for the first page.")]
    public async Task A_wrong_field_is_named(string field, string message)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        var answer = await gateway.CallAsync($$"""{"event_name":"usage",{{field}}}""");

        Assert.Equal((400, message), (answer.Status, answer["message"]));
    }

    private static (long Requests, long Prompt, long Completion) Counts(JsonElement sum) => (
        sum.GetProperty("requests").GetInt64(), sum.GetProperty("prompt_tokens").GetInt64(), sum.GetProperty("completion_tokens").GetInt64());
}
