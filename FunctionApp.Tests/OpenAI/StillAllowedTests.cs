using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.OpenAI;

/// <summary>A model that is taken out of the settings answers no bot any more, however old the bot is.</summary>
public sealed class StillAllowedTests(TableService tables)
{
    private const string Both = "gpt-4.1-mini,gpt-4o-mini";

    public static TheoryData<string, string?> Places => new()
    {
        { "OpenAI:BaseModels", Both },
        { "Clients:0:Models", "gpt-4o-mini" },
        { "Clients:0:Models", "fast" }, // By its alias.
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_bots_model_is_checked_with_each_message(string setting, string? value)
    {
        var connection = tables.NewConnectionString();
        var aliases = new Dictionary<string, string?> { ["OpenAI:ModelAliases"] = "fast=gpt-4o-mini" };
        await using var before = await new GatewayBuilder(tables).WithSettings(new(aliases) { [setting] = value }).WithTables(connection).StartAsync();
        await using var after = await new GatewayBuilder(tables).WithSettings(aliases).WithTables(connection).StartAsync();
        var model = value == "fast" ? "fast" : "gpt-4o-mini";
        var made = await before.CallAsync(new { event_name = "new_bot", name = "Chistero", instructions = "Breve.", modelID = model });
        var talk = new Talk(made["bot_id"]!, made["thread_id"]!);

        Assert.Equal(200, (await before.SendAsync(talk, "uno")).Status);
        var refused = await after.SendAsync(talk, "dos");
        var again = await before.SendAsync(talk, "tres");

        refused.AssertProblem(400, "'OpenAI__BaseModels'");
        Assert.Contains("'gpt-4o-mini'", refused["message"]);
        Assert.Equal(0, after.Models.Calls.Count("chat"));
        Assert.Equal(200, again.Status);
    }

    [Fact]
    public async Task A_routine_whose_bots_model_is_not_allowed_any_more_is_paused_with_the_reason()
    {
        var connection = tables.NewConnectionString();
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 10, 0, 30, TimeSpan.Zero));
        Task<Gateway> StartAsync(string models) => new GatewayBuilder(tables).WithSetting("OpenAI:BaseModels", models).WithTables(connection).WithClock(clock).StartAsync();
        await using var before = await StartAsync(Both);
        await using var after = await StartAsync("gpt-4.1-mini");
        var bot = await before.CallAsync(new { event_name = "new_bot", name = "Chistero", instructions = "Breve.", modelID = "gpt-4o-mini" });
        var made = await before.CallAsync(new
        {
            event_name = "bot_routine",
            schedule = "* * * * *",
            botID = bot["bot_id"],
            threadID = bot["thread_id"],
            message = "Resumen",
        });

        clock.Advance(TimeSpan.FromMinutes(1));
        await after.TickAsync(TestContext.Current.CancellationToken);

        var shown = await after.CallAsync(new { event_name = "bot_routine", action = "get", routine_id = made["routine_id"] });
        Assert.Equal("paused", shown["routine_status"]);
        Assert.Contains("'OpenAI__BaseModels'", shown["reason"]);
        Assert.Equal("failed", shown.SingleRun().GetProperty("outcome").GetString());
        Assert.Equal(0, after.Models.Calls.Count("chat"));
    }
}
