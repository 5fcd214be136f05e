using Azure.Data.Tables;
using BotGateway.LocalHost.Hosting;
using BotGateway.Routines;
using BotGateway.Tables;

namespace BotGateway.Tests.Routines;

/// <summary>What the timer dispatches when entries, messages or the storage are not as they should be.</summary>
public sealed class DispatchTests(TableService tables)
{
    private const int Many = 700;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_come_twice_run_nothing_twice_and_those_that_are_lost_lose_nothing()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("1 10 * * *");
        var queue = gateway.Service<FunctionQueues>().All[0];
        gateway.Clock.Advance(Minute);
        await gateway.DispatchAsync(Cancellation);
        var lost = Assert.Single(await queue.TryReceiveAsync(Cancellation));

        await gateway.TickAfterAsync(6 * Minute - TimeSpan.FromSeconds(1));
        Assert.Equal(0, gateway.Models.Calls.Count("chat"));
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await gateway.DispatchAsync(Cancellation);
        var again = Assert.Single(await queue.TryReceiveAsync(Cancellation));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => queue.HandleAsync(i % 2 == 0 ? lost : again, Cancellation)));

        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
        Assert.Equal(("answered", 1), (await gateway.ActAsync("get", routine)).SingleRun().Attempt());
    }

    [Fact]
    public async Task A_tick_begins_no_more_clients_after_10_seconds_of_slow_storage_and_the_next_goes_on_with_them()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithServices(faults.Under).StartAsync();
        const int Clients = 100;
        await AddManyAsync(gateway, i => $"thread_{i:x32}", Clients, i => $"client-{i}");
        gateway.Clock.Advance(Minute);
        var looks = 0;
        var storage = new Lock();
        faults.Decide = request =>
        {
            if (!request.StartsWith("GET", StringComparison.Ordinal) || !request.Contains("/slots", StringComparison.Ordinal))
                return Fate.Served;
            lock (storage)
            {
                looks++;
                gateway.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            return Fate.Served;
        };

        await gateway.DispatchAsync(Cancellation);
        var (first, begun) = (await ReceiveAllAsync(gateway), looks);
        faults.Decide = _ => Fate.Served;
        await gateway.DispatchAsync(Cancellation);

        // 32 at once: those that are looked at when the time is over come to their end.
        Assert.InRange(begun, 10, 10 + 32);
        Assert.Equal(begun, first);
        Assert.Equal(Clients - begun, await ReceiveAllAsync(gateway));
    }

    [Theory]
    [InlineData("due_20300101100000000_nonsense", "nonsense")]
    [InlineData("due_20300101100000000_x", null)]
    [InlineData("due_20291399999999999_routine_default:routine_1", "routine_default:routine_1")]
    [InlineData("due_2", "routine_default:routine_1")]
    [InlineData("rest_20300101100000000_y", "routine_default:routine_01234567890123456789012345678901")]
    public async Task A_malformed_entry_of_the_due_index_is_set_aside_and_costs_nobody_a_run(string key, string? row)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync();
        var table = gateway.Service<TableServiceClient>().GetTableClient("routines");
        await table.AddEntityAsync(new TableEntity("shard-03", key) { ["Row"] = row }, Cancellation);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("shard-03", key, cancellationToken: Cancellation)).HasValue);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("shard-03", $"aside_{key}", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task An_entry_that_an_earlier_version_wrote_is_dispatched_too()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        var table = gateway.Service<TableServiceClient>().GetTableClient("routines");
        var place = await table.QueryAsync<TableEntity>("RowKey ge 'due_' and RowKey lt 'due`'", cancellationToken: Cancellation).SingleAsync(Cancellation);
        await table.UpsertEntityAsync(new TableEntity(place.PartitionKey, place.RowKey) { ["Row"] = place.GetString("Row") }, TableUpdateMode.Replace, Cancellation);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal("answered", (await gateway.ActAsync("get", routine)).SingleRun().GetProperty("outcome").GetString());
    }

    // Due every minute, with the rows that the store writes.
    private static async Task AddManyAsync(Gateway gateway, Func<int, string> thread, int count = Many, Func<int, string>? client = null)
    {
        var plan = new RoutinePlan("name", "Resumen", Schedule.Parse("* * * * *", "Etc/UTC"), null, null, null);
        var routines = gateway.Service<IRoutineStore>();
        await Parallel.ForAsync(0, count, Cancellation, async (i, cancel) => await routines.AddAsync(
            new Routine
            {
                Id = EntityId.New("routine", gateway.Clock),
                ClientId = client?.Invoke(i) ?? AuthenticatedClient.DefaultId,
                BotId = gateway.Bot,
                ThreadId = thread(i),
                Plan = plan,
            }.Activate(gateway.Clock.GetUtcNow()),
            cancel));
    }

    private static async Task<int> ReceiveAllAsync(Gateway gateway)
    {
        var received = 0;
        while (await gateway.Service<FunctionQueues>().All[0].TryReceiveAsync(Cancellation) is { Count: > 0 } messages)
            received += messages.Count;
        return received;
    }
}
