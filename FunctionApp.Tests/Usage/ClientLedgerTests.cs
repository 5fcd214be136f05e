using BotGateway.LocalHost.Client;
using BotGateway.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Usage;

public sealed class ClientLedgerTests(TableService tables)
{
    private const int Bots = 40;

    [Fact]
    public async Task Changes_that_are_the_same_are_made_once_though_they_come_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var ledger = gateway.Service<UsageLedger>();
        var reservation = new Reservation("1", "thread", Gateway.Start, 0);
        await ledger.MakeAsync(DemoSecrets.ClientId, new LedgerChange(ReservationRow.Add(DemoSecrets.ClientId, reservation), []));
        var item = new UsageItem(UsageItem.DayOf(Gateway.Start), "bot", "model", new UsageAmount(1, 2, 0, 3));

        // As when a thread is deleted, its usage asked for and its reservation recovered.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ledger.MakeAsync(
            DemoSecrets.ClientId, new LedgerChange(ReservationRow.Delete(DemoSecrets.ClientId, reservation), [item]))));

        var sum = Assert.Single(await gateway.Service<UsageStore>()
            .ReadSumsAsync(DemoSecrets.ClientId, CounterRow.OfBot, item.Day, item.Day, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(item.Amount, sum.Amount);
    }

    [Fact]
    public async Task A_change_that_comes_with_one_that_has_been_made_is_made_though_the_clock_stands()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var ledger = gateway.Service<UsageLedger>();
        Reservation[] reservations = [new("1", "thread", Gateway.Start, 0), new("2", "thread", Gateway.Start, 0)];
        foreach (var reservation in reservations)
            await ledger.MakeAsync(DemoSecrets.ClientId, new LedgerChange(ReservationRow.Add(DemoSecrets.ClientId, reservation), []));

        // While the first is being written, the same one and another wait.
        await Task.WhenAll(reservations.Prepend(reservations[0]).Select(reservation => ledger.MakeAsync(
            DemoSecrets.ClientId, new LedgerChange(ReservationRow.Delete(DemoSecrets.ClientId, reservation), []))))
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Empty(await gateway.Service<UsageStore>().ReadReservationsAsync(DemoSecrets.ClientId, threadId: null, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Sums_of_earlier_days_are_not_kept_in_memory()
    {
        var today = UsageItem.DayOf(Gateway.Start);
        var state = new LedgerState(Account.None);
        state.BeginDay(today);
        state.Learn("sum", default);

        state.BeginDay(today);
        Assert.Empty(state.Missing(["sum"]));
        state.BeginDay(today.AddDays(1));
        Assert.Equal(["sum"], state.Missing(["sum"]));
    }

    [Fact]
    public async Task Sums_that_another_process_has_written_are_added_to()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var day = UsageItem.DayOf(Gateway.Start);
        var items = Enumerable.Range(0, Bots).Select(number => new UsageItem(day, $"bot_{number}", $"model {number}", new UsageAmount(1, 2, 0, 3))).ToList();

        const int Times = 20;
        for (var time = 0; time < Times; time++)
        {
            // Of another process, which knows no sum.
            var ledger = ActivatorUtilities.CreateInstance<UsageLedger>(gateway.Service<IServiceProvider>());
            await ledger.MakeAsync(
                DemoSecrets.ClientId, new LedgerChange(ReservationRow.Add(DemoSecrets.ClientId, new Reservation($"{time}", "thread", Gateway.Start, 0)), items));
        }

        var sums = await gateway.Service<UsageStore>()
            .ReadSumsAsync(DemoSecrets.ClientId, CounterRow.OfBot, day, day, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Bots, sums.Count);
        Assert.All(sums, sum => Assert.Equal((Times, 2 * Times, 3 * Times), (sum.Amount.Requests, sum.Amount.PromptTokens, sum.Amount.CompletionTokens)));
    }
}
