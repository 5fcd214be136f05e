using System.Text.Json;
using BotGateway.Bots;

namespace BotGateway.Tests.Bots;

public sealed class BotRoutineTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("modelID")]
    [InlineData("model_id")]
    public async Task It_makes_a_bot_and_a_thread_for_each_adviser(string field)
    {
        var answer = await _gateway.CallAsync(
            new Dictionary<string, string> { ["event_name"] = "bot_routine", [field] = GatewayBots.Model });

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["status", "event", "marketing", "finance", "rrhh", "strategy"],
            answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(200, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal("bot_routine", answer["event"]);
        Assert.All(Members(answer), member =>
        {
            Assert.Equal(["bot_id", "thread_id"], member.EnumerateObject().Select(property => property.Name));
            Expected.IsId("bot", member.GetProperty("bot_id").GetString());
            Expected.IsId("thread", member.GetProperty("thread_id").GetString());
        });
    }

    [Fact]
    public async Task An_adviser_answers_in_its_thread_with_its_own_instructions_at_the_default_temperature()
    {
        var team = await _gateway.CallAsync(new { event_name = "bot_routine", modelID = GatewayBots.Model });

        foreach (var adviser in Adviser.All)
        {
            var member = team.Json.GetProperty(adviser.Key);
            var talk = new Talk(member.GetProperty("bot_id").GetString()!, member.GetProperty("thread_id").GetString()!);

            Assert.Equal(200, (await _gateway.SendAsync(talk, "¿En qué me ayudas?")).Status);

            Assert.Equal([$"system: {adviser.ReadInstructions()}", "user: ¿En qué me ayudas?"], _gateway.LastPrompt());
            Assert.Equal(0.8, _gateway.ChatRequests()[^1].GetProperty("temperature").GetDouble());
        }
    }

    [Fact]
    public async Task The_bots_have_the_advisers_names_and_the_clients_model()
    {
        var team = await _gateway.CallAsync(new { event_name = "bot_routine", modelID = GatewayBots.Model });

        var owner = new AuthenticatedClient(AuthenticatedClient.DefaultId, "", new HashSet<string>());
        var bots = Members(team).Select(member => _gateway.Service<IBotStore>()
            .FindAsync(owner, member.GetProperty("bot_id").GetString()!, TestContext.Current.CancellationToken));
        var found = await Task.WhenAll(bots);

        Assert.Equal(["Marketing", "Finanzas", "RRHH", "Estrategia"], found.Select(bot => bot!.Name));
        Assert.All(found, bot => Assert.Equal(GatewayBots.Model, bot!.Model));
    }

    [Fact]
    public async Task A_model_that_is_missing_blank_no_string_or_not_allowed_is_a_400_that_names_the_field()
    {
        foreach (var wrong in new object?[] { null, "", "  ", 4, new[] { GatewayBots.Model }, "gpt-4o-mini" })
            (await _gateway.CallAsync(new { event_name = "bot_routine", modelID = wrong })).AssertBadRequest("modelID");
    }

    private static IEnumerable<JsonElement> Members(Answer answer) =>
        Adviser.All.Select(adviser => answer.Json.GetProperty(adviser.Key));
}
