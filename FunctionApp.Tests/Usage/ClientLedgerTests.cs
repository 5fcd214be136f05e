using BotGateway.LocalHost.Client;
using BotGateway.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Usage;

public sealed class ClientLedgerTests(TableService tables)
{
    private const int Bots = 40;

    /// <summary>The sums of one batch are read at the same time.</summary>
    [Fact]
    public async Task A_change_of_many_sums_counts_each_whatever_the_order_in_which_they_are_read()
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
