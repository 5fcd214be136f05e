using System.Text.Json;
using BotGateway.Bots;

namespace BotGateway.Tests.Bots;

public sealed class BotRoutineFailureTests(TableService tables)
{
    private static readonly object Routine = new { event_name = "bot_routine", modelID = GatewayBots.Model };

    [Fact]
    public async Task An_adviser_whose_bot_cannot_be_made_has_an_error_in_its_place_and_the_others_are_made()
    {
        using var faults = new TableFaults
        {
            Decide = request => TableFaults.Writes(request, "bots") && request.Contains("\"RRHH\"") ? Fate.Refused : Fate.Served,
        };
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();

        var answer = await gateway.CallAsync(Routine);

        Assert.Equal(200, answer.Status);
        var error = Assert.Single(answer.Json.GetProperty("rrhh").EnumerateObject());
        Assert.Equal(("error", "The Table service is unavailable."), (error.Name, error.Value.GetString()));
        Assert.All(["marketing", "finance", "strategy"], key =>
        {
            Expected.IsId("bot", answer.Json.GetProperty(key).GetProperty("bot_id").GetString());
            Expected.IsId("thread", answer.Json.GetProperty(key).GetProperty("thread_id").GetString());
        });
    }

    [Fact]
    public async Task Advisers_whose_threads_cannot_be_made_are_there_without_them()
    {
        using var faults = new TableFaults { Decide = request => TableFaults.Writes(request, "threads") ? Fate.Refused : Fate.Served };
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();

        var answer = await gateway.CallAsync(Routine);

        Assert.Equal(200, answer.Status);
        Assert.All(Adviser.All, adviser =>
        {
            var member = answer.Json.GetProperty(adviser.Key);
            Expected.IsId("bot", member.GetProperty("bot_id").GetString());
            Assert.Equal(JsonValueKind.Null, member.GetProperty("thread_id").ValueKind);
        });
    }

    [Fact]
    public async Task When_all_four_fail_it_is_a_500()
    {
        using var faults = new TableFaults
        {
            Decide = request => TableFaults.Writes(request, "bots") || TableFaults.Writes(request, "threads") ? Fate.Refused : Fate.Served,
        };
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();

        var answer = await gateway.CallAsync(Routine);

        answer.AssertProblem(500, "None of the advisers could be created: The Table service is unavailable.");
    }
}
