using BotGateway.LocalHost.Client;
using BotGateway.Usage;

namespace BotGateway.Tests.Usage;

/// <summary>A client that leaves much to be counted keeps no other waiting.</summary>
public sealed class UsageShareTests(TableService tables)
{
    private const int Many = 10_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_reservations_of_one_client_delay_neither_the_counting_nor_the_messages_of_another()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var talk = new Talk(gateway.Bot, gateway.Thread);
        var store = gateway.Service<UsageStore>();
        await gateway.SendAsync(talk, "cero");
        await gateway.SendAsync(talk, "uno");
        var quiet = await CountRequestsAsync(gateway, () => gateway.SendAsync(talk, "dos"));
        // It ends without having counted.
        gateway.Tables.Decide = request => TableFaults.Writes(request, "usage") ? Fate.Vanished : Fate.Served;
        await gateway.Service<UsageLedger>().CloseAllAsync();
        gateway.Tables.Decide = _ => Fate.Served;
        await LeaveManyAsync(store);
        // Due before the other one.
        await store.AnnounceAsync(Gateway.Acme, Gateway.Start, Cancellation);

        gateway.Clock.Advance(TimeSpan.FromMinutes(20));
        var closed = 0;
        gateway.Tables.Decide = request =>
        {
            // Time passes with each batch of the noisy client, as if the table were slow.
            if (TableFaults.Writes(request, "usage") && request.Contains(Gateway.Acme, StringComparison.Ordinal) && Interlocked.Increment(ref closed) > 0)
                gateway.Clock.Advance(TimeSpan.FromMilliseconds(200));
            return Fate.Served;
        };
        await gateway.Service<ReservationRecovery>().RunAsync(gateway.Clock.GetUtcNow(), Cancellation);

        Assert.InRange(closed, 1, 100);
        Assert.Equal(3, (await ReadAsync(store, DemoSecrets.ClientId)).Requests);
        Assert.NotEmpty(await store.ReadReservationsAsync(Gateway.Acme, null, Cancellation).Take(1).ToListAsync(Cancellation));
        Assert.Equal(Gateway.Acme, Assert.Single(await store.ReadDueAsync(gateway.Clock.GetUtcNow(), 10, Cancellation), due => due.ClientId == Gateway.Acme).ClientId);
        await gateway.SendAsync(talk, "tres");
        Assert.Equal(quiet, await CountRequestsAsync(gateway, () => gateway.SendAsync(talk, "cuatro")));
    }

    [Fact]
    public async Task What_can_never_be_counted_keeps_no_other_client_waiting()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var store = gateway.Service<UsageStore>();
        await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "uno");
        await store.Table.TryWriteAsync([ReservationRow.Add(Gateway.Acme, new Reservation("1", "thread_1", Gateway.Start, 0))], Cancellation);
        // Due before the other one.
        await store.AnnounceAsync(Gateway.Acme, Gateway.Start, Cancellation);
        gateway.Tables.Decide = request => TableFaults.Writes(request, "usage") ? Fate.Vanished : Fate.Served;
        await gateway.Service<UsageLedger>().CloseAllAsync();
        gateway.Tables.Decide = request =>
            TableFaults.Writes(request, "usage") && request.Contains(Gateway.Acme, StringComparison.Ordinal) ? Fate.Invalid : Fate.Served;

        gateway.Clock.Advance(TimeSpan.FromMinutes(20));
        await gateway.Service<ReservationRecovery>().RunAsync(gateway.Clock.GetUtcNow(), Cancellation);

        Assert.Equal(1, (await ReadAsync(store, DemoSecrets.ClientId)).Requests);
        Assert.NotEmpty(await store.ReadReservationsAsync(Gateway.Acme, null, Cancellation).ToListAsync(Cancellation));
    }

    private static Task LeaveManyAsync(UsageStore store) => Parallel.ForAsync(0, Many / 100, Cancellation, async (batch, cancel) => await store.Table.TryWriteAsync(
        [.. Enumerable.Range(0, 100).Select(row => ReservationRow.Add(Gateway.Acme, new Reservation($"{row}", $"thread_{batch:x32}", Gateway.Start, 0)))], cancel));

    private static async Task<int> CountRequestsAsync(Gateway gateway, Func<Task<Answer>> send)
    {
        gateway.Tables.Forget();
        Assert.Equal(200, (await send()).Status);
        return gateway.Tables.Requests.Count;
    }

    private static async Task<UsageAmount> ReadAsync(UsageStore store, string client)
    {
        var day = UsageItem.DayOf(Gateway.Start);
        return UsageItem.Sum((await store.ReadSumsAsync(client, CounterRow.OfModel, day, day, Cancellation).ToListAsync(Cancellation)).Select(sum => sum.Amount));
    }
}
