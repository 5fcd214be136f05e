using BotGateway.LocalHost.Hosting;
using BotGateway.Routines;
using BotGateway.Tables;
using BotGateway.Usage;

namespace BotGateway.Tests.Routines;

/// <summary>A client that is due with more than its share keeps no other waiting.</summary>
public sealed class FairShareTests(TableService tables)
{
    private static readonly int Many = Thoroughness.IsWanted ? 700 : 250;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_due_routines_of_one_client_on_one_thread_do_not_keep_those_of_another_waiting()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await AddManyAsync(gateway, _ => gateway.Thread);
        var quiet = await ScheduleQuietAsync(gateway, 8);

        for (var i = 0; i < 3; i++)
            await gateway.TickAfterAsync(Minute);

        foreach (var routine in quiet)
        {
            var runs = (await gateway.ActAsync("get", routine, Gateway.Acme)).Runs();
            Assert.Equal(["answered", "answered", "answered"], runs.Select(run => run.GetProperty("outcome").GetString()));
            Assert.All(runs, run => Assert.Equal(30, (run.GetProperty("started").GetDateTimeOffset() - run.GetProperty("due").GetDateTimeOffset()).TotalSeconds));
        }

        // One message of 64 at each tick.
        Assert.Equal((3 * 8) + (3 * 64), gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task No_more_than_a_clients_share_is_in_flight_and_the_rest_leaves_the_front_of_the_due_index()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Clients:0:ConcurrentRuns", "3").StartAsync();
        await AddManyAsync(gateway, i => $"thread_{i:x32}");
        gateway.Clock.Advance(Minute);

        await gateway.DispatchAsync(Cancellation);
        var due = await gateway.Service<IRoutineStore>().ReadDueAsync(gateway.Clock.GetUtcNow(), Cancellation);
        await gateway.DispatchAsync(Cancellation);

        Assert.Empty(due.Routines);
        Assert.Equal(3, (await gateway.Service<FunctionQueues>().All[0].TryReceiveAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task A_run_takes_at_most_8_requests_to_storage_also_on_a_thread_that_was_idle()
    {
        using var faults = new TableFaults();
        // The tokens of the requests below expire in the tick that is measured.
        await using var group = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Auth:Replay", "Memory").WithServices(faults.Under).StartAsync();
        for (var i = 0; i < 40; i++)
        {
            var thread = (await group.CallAsync("""{"event_name":"new_thread"}"""))["id"];
            await group.CallAsync(
                $$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{group.Bot}}","threadID":"{{thread}}","message":"m"}""");
        }

        // The tables are made, and the tick that finds nothing tells what one costs by itself.
        await group.TickAfterAsync(Minute);
        var requests = 0;
        faults.Decide = _ =>
        {
            Interlocked.Increment(ref requests);
            return Fate.Served;
        };
        await group.TickAfterAsync(TimeSpan.FromSeconds(1));
        var idle = requests;
        // As when their time is over: each thread needs a new reservation.
        await group.Service<UsageLedger>().CloseAllAsync();
        Interlocked.Exchange(ref requests, 0);
        await group.TickAfterAsync(Minute);
        await group.Service<UsageLedger>().CloseAllAsync();

        Assert.Equal(80, group.Models.Calls.Count("chat"));
        // To each of the 8 messages come sending and deleting it; the host fetches up to 16 at once.
        var all = requests - idle + (2 * 8) + 1;
        TestContext.Current.TestOutputHelper?.WriteLine($"{all / 40.0:F2} requests a run; {idle} for a tick with nothing due");
        Assert.InRange(all, 40 * 5, 40 * 8);
    }

    // Due every minute, with the rows that the store writes.
    private static async Task AddManyAsync(Gateway gateway, Func<int, string> thread)
    {
        var plan = new RoutinePlan("name", "Resumen", Schedule.Parse("* * * * *", "Etc/UTC"), null, null, null);
        var routines = gateway.Service<IRoutineStore>();
        await Parallel.ForAsync(0, Many, Cancellation, async (i, cancel) => await routines.AddAsync(
            new Routine
            {
                Id = EntityId.New("routine", gateway.Clock),
                ClientId = AuthenticatedClient.DefaultId,
                BotId = gateway.Bot,
                ThreadId = thread(i),
                Plan = plan,
            }.Activate(gateway.Clock.GetUtcNow()),
            cancel));
    }

    private static async Task<List<string>> ScheduleQuietAsync(Gateway gateway, int count)
    {
        var bot = await gateway.CallAsync("""{"event_name":"new_bot","name":"n","instructions":"i","modelID":"gpt-4.1-mini"}""", Gateway.Acme);
        var routines = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var made = await gateway.CallAsync(
                $$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"m"}""", Gateway.Acme);
            routines.Add(made["routine_id"]!);
        }

        return routines;
    }
}
