using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Tests.Events.Idempotency;
using BotGateway.Tests.Routines.Killing;

namespace BotGateway.Tests.Erasure;

/// <summary>Processes are killed while they erase a client: the next ones complete it.</summary>
public sealed class EraseKillTests(TableService tables)
{
    private const string Erase = """{"event_name":"erase","confirm":"default"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_kill_at_any_write_the_timer_completes_it_and_nothing_is_left()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        var kills = Thoroughness.Kills(thorough: 15);
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path);
        var connection = tables.NewConnectionString();
        // The host tells by it when a tick is over.
        await new TableServiceClient(connection).CreateTableIfNotExistsAsync("slots", Cancellation);
        await using var proxy = await StorageProxy.StartAsync(connection);
        var (steps, hits) = (0, 0);
        for (var i = 0; i < kills; i++)
        {
            await using (var host = await RoutineHost.StartAsync(data, proxy.ConnectionString, ++steps * RoutineHost.Step))
            {
                await OwnSomeAsync(host, i);
                // At each of the first 15 and again.
                var at = i % 15;
                var stop = proxy.StopAt(request => TableFaults.Writes(request) && at-- == 0, isServed: i % 2 == 0);
                await host.KillAsync(stop, EraseAsync(host));
                hits += stop.IsCompletedSuccessfully ? 1 : 0;
            }

            proxy.Pass();
            var status = "";
            for (var tries = 0; tries < 4 && status != "done"; tries++)
            {
                await using var next = await RoutineHost.StartAsync(data, proxy.ConnectionString, ++steps * RoutineHost.Step);
                status = await EraseAsync(next);
            }

            Assert.Equal("done", status);
            Assert.Equal(["erasures/done/default"], await RowsAsync(connection));
        }

        // Kills that hit nothing would prove nothing.
        Assert.NotEqual(0, hits);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {hits} of them at a write; {steps} processes.");
    }

    private static async Task OwnSomeAsync(RoutineHost host, int number)
    {
        var bot = JsonElement.Parse((await host.TrySendAsync(KeyedRequests.Of("new_bot", "", "", $"bot-{number}")))!.Body);
        var (botId, threadId) = (bot.GetProperty("bot_id").GetString()!, bot.GetProperty("thread_id").GetString()!);
        foreach (var kind in new[] { "messaging", "routine" })
            Assert.Equal(200, (await host.TrySendAsync(KeyedRequests.Of(kind, botId, threadId, $"{kind}-{number}")))?.Status);
    }

    // The request, and a tick; what it is killed in does not matter.
    private static async Task<string> EraseAsync(RoutineHost host)
    {
        if (await host.TrySendAsync(Erase) is null || await Record.ExceptionAsync(host.TickAsync) is not null)
            return "killed";
        return await host.TrySendAsync(Erase) is { Status: 200 } answer ? JsonElement.Parse(answer.Body).GetProperty("status").GetString()! : "killed";
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(string connection)
    {
        var service = new TableServiceClient(connection);
        var keys = new List<string>();
        await foreach (var table in service.QueryAsync(cancellationToken: Cancellation).Where(table => table.Name is not ("usedtokens" or "ticks" or "usage")))
        {
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Cancellation))
                keys.Add($"{table.Name}/{row.PartitionKey}/{row.RowKey}");
        }

        return keys;
    }
}
