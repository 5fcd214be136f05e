using BotGateway.LocalHost.Client;
using BotGateway.Usage;

namespace BotGateway.Tests.Usage;

/// <summary>Runs that are handed over together are reserved together.</summary>
public sealed class PreparedReservationTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Threads_are_reserved_in_one_request_and_each_message_uses_its_own()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var ledger = gateway.Service<UsageLedger>();
        List<string> threads = [.. Enumerable.Range(0, 64).Select(number => $"thread_{number}")];
        await ledger.PrepareAsync(DemoSecrets.ClientId, ["thread_0"]);
        gateway.Tables.Forget();

        await ledger.PrepareAsync(DemoSecrets.ClientId, threads);
        foreach (var thread in threads)
            await UseAsync(gateway, thread);
        var requests = gateway.Tables.Requests.Count;
        await ledger.PrepareAsync(DemoSecrets.ClientId, threads);

        Assert.Equal((1, 1), (requests, gateway.Tables.Requests.Count));
        await ledger.CloseAllAsync();
        Assert.Equal((64, 0), await CountAsync(gateway));
    }

    [Fact]
    public async Task A_message_that_outlasts_its_reservations_time_is_counted_when_it_ends()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var ledger = gateway.Service<UsageLedger>();
        await using (var reservation = await ledger.ReserveAsync(ClientOf(gateway), "thread_1", () => 0))
        {
            gateway.Clock.Advance(Reservation.Window);
            await ledger.PrepareAsync(DemoSecrets.ClientId, ["thread_1"]);
            reservation.Used = Item(gateway);
        }

        Assert.Equal((1, 1), await CountAsync(gateway));
    }

    [Fact]
    public async Task A_thread_has_more_messages_in_a_short_time_than_one_batch_counts()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        const int Many = (2 * Reservation.MostMessages) + 1;

        // Each with a bot and a model of its own.
        for (var number = 0; number < Many; number++)
            await UseAsync(gateway, "thread_1", $" {number}");
        await gateway.Service<UsageLedger>().CloseAllAsync();

        Assert.Equal((Many, 0), await CountAsync(gateway));
    }

    [Fact]
    public async Task A_message_with_a_budget_makes_its_own()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Clients:0:DailyTokens", "10").StartAsync();
        await gateway.Service<UsageLedger>().PrepareAsync(DemoSecrets.ClientId, ["thread_1"]);
        var prepared = await CountAsync(gateway);

        await UseAsync(gateway, "thread_1");

        Assert.Equal(((0, 0), (1, 0)), (prepared, await CountAsync(gateway)));
    }

    [Fact]
    public async Task What_cannot_be_reserved_at_once_is_reserved_by_each_run()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        // The announcement and the reservation.
        var left = 2;
        gateway.Tables.Decide = request => TableFaults.Writes(request, "usage") && Interlocked.Decrement(ref left) >= 0 ? Fate.Vanished : Fate.Served;

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("answered", (await gateway.ActAsync("get", routine)).SingleRun().Attempt().Outcome);
        Assert.True(left < 0, "Nothing failed.");
        await gateway.Service<UsageLedger>().CloseAllAsync();
        Assert.Equal(1, (await CountAsync(gateway)).Requests);
    }

    private static async Task UseAsync(Gateway gateway, string thread, string suffix = "")
    {
        await using var reservation = await gateway.Service<UsageLedger>().ReserveAsync(ClientOf(gateway), thread, () => 1);
        reservation.Used = Item(gateway, suffix);
    }

    private static BotGateway.Authentication.Client ClientOf(Gateway gateway)
    {
        Assert.True(gateway.Service<BotGateway.Authentication.ClientDirectory>().TryFind(DemoSecrets.ClientId, out var client));
        return client;
    }

    private static UsageItem Item(Gateway gateway, string suffix = "") =>
        new(UsageItem.DayOf(gateway.Clock.GetUtcNow()), $"bot_1{suffix}", $"m{suffix}", new UsageAmount(1, 2));

    // What has been counted, and what is still to be.
    private static async Task<(long Requests, int Reservations)> CountAsync(Gateway gateway)
    {
        var store = gateway.Service<UsageStore>();
        var day = UsageItem.DayOf(gateway.Clock.GetUtcNow());
        return (
            (await store.ReadSumsAsync(DemoSecrets.ClientId, CounterRow.OfModel, day, day, Cancellation).ToListAsync(Cancellation)).Sum(sum => sum.Amount.Requests),
            await store.ReadReservationsAsync(DemoSecrets.ClientId, null, Cancellation).CountAsync(Cancellation));
    }
}
