using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.Tests.Events.Idempotency;
using BotGateway.Tests.Routines.Killing;
using BotGateway.Usage;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotGateway.Tests.Usage;

/// <summary>
/// Processes are killed while they answer messages and run routines. What counts is what the threads keep: of an answer that the model service gave to a process
/// that was killed before it stored it, nobody knows any more, and the client never saw it.
/// </summary>
public sealed class UsageKillTests(TableService tables)
{
    private const string Client = "default";
    private const string Usage = """{"event_name":"usage"}""";
    private const int Routines = 3;
    private const int Messages = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_kills_at_any_moment_each_answer_that_a_thread_keeps_is_counted_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        var kills = Thoroughness.Kills(thorough: 12);
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path);
        var connection = tables.NewConnectionString();
        await RoutineHost.ScheduleAsync(data, connection, Routines);
        // The host tells by it when a tick is over; one of a loaded machine may get to no routine.
        await new TableServiceClient(connection).CreateTableIfNotExistsAsync("slots", Cancellation);
        var store = new UsageStore(new TableServiceClient(connection), NullLogger<UsageStore>.Instance);
        await using var proxy = await StorageProxy.StartAsync(connection);
        var (writes, stopAt, stop) = (0, int.MaxValue, new TaskCompletionSource());
        proxy.Handle = (request, forward) =>
        {
            if (!request.StartsWith("GET ", StringComparison.Ordinal) && Interlocked.Increment(ref writes) == stopAt)
                stop.TrySetResult();
            return forward();
        };

        var (length, left) = (0, 0);
        for (var i = 0; i <= kills; i++)
        {
            // Every other process knows of a budget, and all find what the others have left.
            await using var host = await RoutineHost.StartAsync(data, proxy.ConnectionString, (i + 1) * RoutineHost.Step, dailyTokens: i % 2 == 0 ? "100000000" : null);
            (writes, stopAt, stop) = (0, i == 0 ? int.MaxValue : 1 + (int)(i * 0.618034 % 1 * length), new TaskCompletionSource());
            var before = await ReadReservationsAsync(store);
            var messages = TalkAsync(host, i);
            if (i == 0)
                await host.TickAsync();
            else
                await host.KillInTickAsync(stop.Task);
            await messages;
            length = Math.Max(length, writes);
            left += i == 0 ? 0 : (await ReadReservationsAsync(store)).Except(before).Count();
        }

        proxy.Pass();
        // Later than all that was reserved.
        await using (var last = await RoutineHost.StartAsync(data, proxy.ConnectionString, (kills + 10) * RoutineHost.Step))
        {
            await last.TickAsync();
            Assert.Equal(200, (await last.TrySendAsync(Usage))?.Status);
        }

        var kept = await ReadKeptAsync(connection);
        var account = await store.ReadAccountAsync(Client, Cancellation);
        Assert.Empty(await ReadReservationsAsync(store));
        Assert.Equal(Sum(kept), await ReadSumsAsync(store, CounterRow.OfBot));
        Assert.Equal(Sum(kept.Select(item => item with { BotId = null })), await ReadSumsAsync(store, CounterRow.OfModel));
        var ofMonth = kept.Where(item => (item.Day.Year, item.Day.Month) == (account.Day.Year, account.Day.Month));
        Assert.Equal((ofMonth.Sum(item => item.Amount.BudgetTokens), 0), (account.MonthTokens, account.Reserved));
        // Kills that left nothing would prove nothing.
        Assert.NotEqual(0, left);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills over {length} writes left {left} reservations; {kept.Count} answers in the threads, counted once.");
    }

    // A new bot's thread each, and what was counted is asked for meanwhile.
    private static async Task TalkAsync(RoutineHost host, int round)
    {
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(async number =>
        {
            if (await host.TrySendAsync(KeyedRequests.Of("new_bot", "", "", $"bot-{round}-{number}")) is not { } made)
                return;
            var bot = System.Text.Json.JsonElement.Parse(made.Body);
            var (botId, threadId) = (bot.GetProperty("bot_id").GetString()!, bot.GetProperty("thread_id").GetString()!);
            for (var i = 0; i < 2; i++)
                await host.TrySendAsync(KeyedRequests.Of("messaging", botId, threadId, $"message-{round}-{number}-{i}"));
            await host.TrySendAsync(Usage);
        }));
    }

    private static async Task<IReadOnlyList<string>> ReadReservationsAsync(UsageStore store) =>
        await store.ReadReservationsAsync(Client, null, Cancellation).Select(reservation => reservation.Id).ToListAsync(Cancellation);

    private static async Task<IReadOnlyList<UsageItem>> ReadKeptAsync(string connection) =>
    [
        .. (await new TableServiceClient(connection).GetTableClient("threads").QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Where(row => row.ContainsKey("Reservation")).Select(row => TurnRow.ReadUse(row, row.GetString("Reservation"))!),
    ];

    private static async Task<IReadOnlyList<UsageItem>> ReadSumsAsync(UsageStore store, string kind) =>
        Sum(await store.ReadSumsAsync(Client, kind, DateOnly.MinValue, DateOnly.MaxValue, Cancellation).ToListAsync(Cancellation));

    private static IReadOnlyList<UsageItem> Sum(IEnumerable<UsageItem> items) => [.. UsageItem.Sum(items).OrderBy(item => $"{item.Day:O} {item.BotId} {item.Model}", StringComparer.Ordinal)];
}
