using Azure.Data.Tables;
using BotGateway.Scheduling;
using BotGateway.Usage;

namespace BotGateway.Tests.Usage;

/// <summary>Sums are kept for 400 days.</summary>
public sealed class OldUsageTests(TableService tables)
{
    // A portion that one step deletes has 1,000 rows.
    private const int Many = 2500;

    private static readonly DateOnly Today = UsageItem.DayOf(Gateway.Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sum_goes_after_400_days_and_all_else_stays()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await AddAsync(gateway, "default", Today.AddDays(-400), 2);
        await AddAsync(gateway, "default", Today.AddDays(-401), 2);
        // A client that the settings no longer have.
        await AddAsync(gateway, "gone", Today.AddDays(-401), 2);
        var store = gateway.Service<UsageStore>();
        await store.AnnounceAsync("default", Gateway.Start.AddDays(9), Cancellation);

        await gateway.TickAsync(Cancellation);
        var first = await DaysAsync(gateway, "default", "gone");
        await gateway.TickAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal([Today.AddDays(-400)], first.Distinct());
        Assert.Equal(4, first.Count);
        Assert.Empty(await DaysAsync(gateway, "default", "gone"));
        Assert.NotEmpty(await store.ReadDueAsync(Gateway.Start.AddDays(10), 10, Cancellation));
    }

    [Fact]
    public async Task It_costs_nothing_more_until_the_next_day()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await AddAsync(gateway, "default", Today, 1);
        var old = gateway.Service<OldUsage>();
        await old.DeleteAsync(gateway.Clock.GetUtcNow(), Cancellation);
        gateway.Tables.Forget();

        await old.DeleteAsync(gateway.Clock.GetUtcNow(), Cancellation);

        Assert.Empty(gateway.Tables.Requests);
    }

    [Fact]
    public async Task A_client_with_many_keeps_no_other_waiting()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await AddAsync(gateway, "acme", Today.AddDays(-500), Many);
        await AddAsync(gateway, "default", Today.AddDays(-500), 1);
        gateway.Tables.Forget();

        Assert.Equal((2 * Many) + 2, await gateway.Service<OldUsage>().DeleteAsync(gateway.Clock.GetUtcNow(), Cancellation));

        // One portion of each kind, in batches of 100, and then the other client's.
        var deletions = gateway.Tables.Requests.Where(request => TableFaults.Writes(request)).ToList();
        Assert.InRange(deletions.FindIndex(request => request.Contains("'default'", StringComparison.Ordinal)), 0, 20);
        Assert.Empty(await DaysAsync(gateway, "acme", "default"));
    }

    [Fact]
    public async Task What_the_table_refuses_is_deleted_in_the_next_tick()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await AddAsync(gateway, "default", Today.AddDays(-500), 1);
        gateway.Tables.Decide = request => TableFaults.Writes(request, "usage") ? Fate.Vanished : Fate.Served;
        await gateway.Service<Housekeeping>().CleanAsync(Cancellation);
        gateway.Tables.Decide = _ => Fate.Served;
        Assert.NotEmpty(await DaysAsync(gateway, "default"));

        await gateway.Service<Housekeeping>().CleanAsync(Cancellation);

        Assert.Empty(await DaysAsync(gateway, "default"));
    }

    // As many bots, and as many models.
    private static async Task AddAsync(Gateway gateway, string client, DateOnly day, int count)
    {
        var rows = Enumerable.Range(0, count).Select(number => new UsageItem(day, $"bot_{number}", $"model {number}", new UsageAmount(1))).SelectMany(CounterRow.RowsOf);
        foreach (var batch in rows.Chunk(100))
        {
            Assert.True(await gateway.Service<UsageStore>().Table.TryWriteAsync(
                [.. batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, CounterRow.From(client, row.Key, row.Item)))], Cancellation));
        }
    }

    private static async Task<IReadOnlyList<DateOnly>> DaysAsync(Gateway gateway, params string[] clients)
    {
        var days = new List<DateOnly>();
        foreach (var (client, kind) in clients.SelectMany(client => new[] { (client, CounterRow.OfBot), (client, CounterRow.OfModel) }))
        {
            days.AddRange(await gateway.Service<UsageStore>().ReadSumsAsync(client, kind, Today.AddDays(-1000), Today, Cancellation)
                .Select(sum => sum.Day).ToListAsync(Cancellation));
        }

        return days;
    }
}
