using System.Text.Json;

namespace BotGateway.Tests.Gateways;

/// <summary>Routines of a gateway.</summary>
internal static class GatewayRoutines
{
    /// <param name="rest">More fields, with a comma before them.</param>
    public static async Task<string> ScheduleAsync(this Gateway gateway, string cron = "* * * * *", string rest = "")
    {
        var answer = await gateway.CallAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"{{cron}}","botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"Resumen"{{rest}}}
            """);
        Assert.Equal(200, answer.Status);
        return answer["routine_id"]!;
    }

    public static Task<Answer> ActAsync(this Gateway gateway, string action, string routine, string client = "default") =>
        gateway.CallAsync($$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"{{routine}}"}""", client);

    public static IReadOnlyList<JsonElement> Runs(this Answer answer) => [.. answer.Json.GetProperty("runs").EnumerateArray()];

    public static JsonElement SingleRun(this Answer answer) => Assert.Single(answer.Runs());

    public static (string? Outcome, int Attempt) Attempt(this JsonElement run) =>
        (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32());
}
