using System.Text.Json;

namespace BotGateway.Tests.Routines;

/// <summary>Routines that are due every minute, each in a thread of its own.</summary>
internal static class RoutineSeries
{
    public static async Task<Dictionary<string, DateTimeOffset>> ScheduleAsync(Func<string, Task<JsonElement>> call, int count)
    {
        var bot = (await call("""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}"""))
            .GetProperty("bot_id").GetString();
        var firstDue = new Dictionary<string, DateTimeOffset>();
        for (var i = 0; i < count; i++)
        {
            var thread = (await call("""{"event_name":"new_thread"}""")).GetProperty("thread_id").GetString();
            var made = await call($$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{bot}}","threadID":"{{thread}}","message":"Resumen"}""");
            firstDue[made.GetProperty("routine_id").GetString()!] = made.GetProperty("next_run").GetDateTimeOffset();
        }

        return firstDue;
    }
}
