namespace BotGateway.Tests.Events;

/// <summary>How often each event asks the Table service; MessageCostTests has the messages.</summary>
public sealed class EventCostTests(TableService tables)
{
    [Fact]
    public async Task Requests_to_storage_for_each_event()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Auth:Replay", "memory").StartAsync();
        await CountAsync(gateway); // Makes the tables.

        Assert.Equal(
            [
                "check_credentials: 0", "new_bot: 3", "get_bot: 1", "list_bots: 1", "update_bot: 2", "new_thread: 2", "list_threads: 1",
                "get_thread: 2", "bot_routine: 4", "usage: 3", "delete_thread: 8", "delete_bot: 26", "list_jobs: 1", "list_models: 1",
            ],
            await CountAsync(gateway));
    }

    private static async Task<IReadOnlyList<string>> CountAsync(Gateway gateway)
    {
        var counts = new List<string>();
        await CallAsync("check_credentials");
        var bot = await CallAsync("new_bot", "\"name\":\"Chistero\",\"instructions\":\"Cuentas chistes.\",\"model_id\":\"gpt-4.1-mini\"");
        var named = $"\"bot_id\":\"{bot["bot_id"]}\"";
        await CallAsync("get_bot", named);
        await CallAsync("list_bots");
        await CallAsync("update_bot", $"{named},\"name\":\"Cuentero\"");
        var thread = $"\"thread_id\":\"{(await CallAsync("new_thread"))["thread_id"]}\"";
        await CallAsync("list_threads");
        await CallAsync("get_thread", thread);
        await CallAsync("bot_routine", $"{named},{thread},\"schedule\":\"0 8 * * *\",\"message\":\"Resumen\"");
        await CallAsync("usage");
        await CallAsync("delete_thread", thread);
        await CallAsync("delete_bot", named);
        await CallAsync("list_jobs");
        await CallAsync("list_models");
        return counts;

        async Task<Answer> CallAsync(string name, string? fields = null)
        {
            gateway.Tables.Forget();
            var answer = await gateway.CallAsync($$"""{"event_name":"{{name}}"{{(fields is null ? "" : $",{fields}")}}}""");
            Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
            counts.Add($"{name}: {gateway.Tables.Requests.Count}");
            return answer;
        }
    }
}
