using System.Text.Json;

namespace BotGateway.Tests.Routines;

public sealed class FreshThreadTests(TableService tables)
{
    [Fact]
    public async Task Each_run_starts_without_history_and_the_thread_keeps_all_of_them()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ",\"fresh_thread\":true");

        for (var i = 0; i < 2; i++)
        {
            await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(["system: Cuentas chistes.", "user: Resumen"], gateway.LastPrompt());
        }

        var thread = await gateway.CallAsync($$"""{"event_name":"get_thread","threadID":"{{gateway.Thread}}"}""");
        Assert.Equal(2, thread.Json.GetProperty("turns").GetArrayLength());
        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal((true, false), (shown.Json.GetProperty("fresh_thread").GetBoolean(), shown.Json.TryGetProperty("deliver", out _)));
        var listed = (await gateway.CallAsync("""{"event_name":"bot_routine","action":"list"}""")).Json.GetProperty("routines")[0];
        Assert.Equal(JsonValueKind.True, listed.GetProperty("fresh_thread").ValueKind);
    }

    [Fact]
    public async Task A_message_to_its_thread_sees_the_runs()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync(rest: ",\"fresh_thread\":true");
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        await gateway.CallAsync($$"""{"event_name":"messaging","botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"¿Y hoy?"}""");

        Assert.Equal(4, gateway.LastPrompt().Count);
    }

    [Fact]
    public async Task A_team_starts_without_history_as_well()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var team = await gateway.CallAsync(
            """{"event_name":"bot_routine","schedule":"* * * * *","modelID":"gpt-4.1-mini","message":"Resumen","fresh_thread":true}""");

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(200, team.Status);
        Assert.Equal(8, gateway.Models.Calls.Count("chat"));
        Assert.All(gateway.Models.Calls.Of("chat"), call => Assert.Equal(2, call.Body!.Value.GetProperty("messages").GetArrayLength()));
    }
}
