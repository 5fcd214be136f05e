using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.LocalHost.Client;
using BotGateway.Usage;

namespace BotGateway.Tests.Usage;

/// <summary>The table is lost at any of the writes of a message or of a job's end: each answer that is kept, and each job, is counted once.</summary>
public sealed class CountedOnceTests(TableService tables)
{
    private const string TooLong = "It repeats the request for each of its writes; every run loses the answers instead of the writes.";

    // Later than all that was reserved.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("1000000", false)]
    [InlineData("1000000", true)]
    public async Task An_answer_that_its_thread_keeps(string? dailyTokens, bool isAnswerLost)
    {
        if (!isAnswerLost)
            Thoroughness.Require(TooLong);
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Clients:0:MonthlyTokens", dailyTokens).StartAsync();

        var crashes = 0;
        for (var hasCrashed = true; hasCrashed; crashes++)
        {
            hasCrashed = await CrashAsync(gateway, crashes, isAnswerLost, async () =>
            {
                await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), $"Mensaje {crashes}");
                await gateway.Service<UsageLedger>().CloseAllAsync();
            });

            await gateway.TickAfterAsync(Later);
            Assert.Equal(await KeptAsync(gateway), await CountedAsync(gateway));
        }

        // Use of the token, lease, reservation, turn, sums.
        Assert.InRange(crashes, 5, 50);
        Assert.True((await CountedAsync(gateway)).Requests > 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trained_tokens_of_a_job(bool isAnswerLost)
    {
        if (!isAnswerLost)
            Thoroughness.Require(TooLong);
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        var trained = 0L;

        var crashes = 0;
        for (var hasCrashed = true; hasCrashed; crashes++)
        {
            var job = await gateway.TrainAsync();
            gateway.EndJobs();
            hasCrashed = await CrashAsync(gateway, crashes, isAnswerLost, async () =>
            {
                // As after a crash: whatever it fails with, the next one goes on.
                await Record.ExceptionAsync(() => gateway.TickAfterAsync(TimeSpan.FromMinutes(1)));
            });
            for (var i = 0; i < 3; i++)
                await gateway.TickAfterAsync(Later);

            trained += (await gateway.ReadAsync(job)).Job.TrainedTokens ?? 0;
            Assert.Equal(trained, (await CountedAsync(gateway)).TrainedTokens);
        }

        Assert.InRange(crashes, 5, 50);
        Assert.True(trained > 0);
    }

    [Fact]
    public async Task An_answer_whose_process_ended_before_it_was_kept_is_not()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithLog().StartAsync();
        // From the answer on, the process writes nothing more.
        gateway.Tables.Decide = request => gateway.Models.Calls.Count("chat") > 0 ? Fate.Vanished : Fate.Served;
        await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "Hola");
        await gateway.Service<UsageLedger>().CloseAllAsync();
        gateway.Tables.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(Later);

        Assert.Equal((1, 0), (gateway.Models.Calls.Count("chat"), (await CountedAsync(gateway)).Requests));
        Assert.Contains(gateway.Log.Lines, line => line.Text.Contains("0 answers are counted; one that it had not stored is billed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_under_way_while_the_timer_recovers_an_earlier_reservation_of_its_thread_is_answered_and_counted()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var talk = new Talk(gateway.Bot, gateway.Thread);
        // From the answer on, the process writes nothing more.
        gateway.Tables.Decide = request => gateway.Models.Calls.Count("chat") > 0 ? Fate.Vanished : Fate.Served;
        await gateway.SendAsync(talk, "Hola");
        await gateway.Service<UsageLedger>().CloseAllAsync();
        gateway.Tables.Decide = _ => Fate.Served;
        gateway.Clock.Advance(Later);
        using var held = gateway.Models.Faults.Hold("chat");

        var sending = gateway.SendAsync(talk, "¿Qué tal?");
        await held.Arrived;
        var recovered = await gateway.Service<ReservationRecovery>().RunAsync(gateway.Clock.GetUtcNow(), Cancellation);
        held.Release();

        Assert.Equal((1, 200), (recovered, (await sending).Status));
        await gateway.Service<UsageLedger>().CloseAllAsync();
        Assert.Equal(await KeptAsync(gateway), await CountedAsync(gateway));
    }

    [Fact]
    public async Task A_process_that_stood_still_adds_no_answer_after_the_timer_has_recovered_its_reservation()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var (store, owner) = (gateway.Service<IThreadStore>(), new AuthenticatedClient(AuthenticatedClient.DefaultId, "", new HashSet<string>()));
        var opened = gateway.Clock.GetUtcNow();
        // The last message for which the reservation may be used.
        gateway.Clock.Advance(Reservation.Window);
        var seen = await store.FindHeaderAsync(owner, gateway.Thread, Cancellation);
        var leased = await store.TryLeaseAsync(owner, gateway.Thread, seen!, ThreadLease.Begin(Guid.NewGuid(), gateway.Clock.GetUtcNow()), Cancellation);
        gateway.Clock.Advance(Later);

        Assert.Empty(await gateway.Service<IReservedAnswers>().FindAsync(owner.Id, new Reservation("1", gateway.Thread, opened, 0), Cancellation));

        Assert.False(await store.TryAddAsync(owner, gateway.Thread, leased!, new Turn(1, "Hola", "Sí.", null), key: null, Cancellation));
    }

    // All that comes after the write is lost too.
    private static async Task<bool> CrashAsync(Gateway gateway, int at, bool isAnswerLost, Func<Task> act)
    {
        var writes = 0;
        gateway.Tables.Decide = request =>
        {
            if (Volatile.Read(ref writes) > at)
                return Fate.Vanished;
            if (!TableFaults.Writes(request) || Interlocked.Increment(ref writes) <= at)
                return Fate.Served;
            return isAnswerLost ? Fate.AnswerLost : Fate.Vanished;
        };
        await act();
        gateway.Tables.Decide = _ => Fate.Served;
        return writes > at;
    }

    private static async Task<UsageAmount> KeptAsync(Gateway gateway) => UsageItem.Sum(
        (await gateway.Service<TableServiceClient>().GetTableClient("threads").QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Where(row => row.ContainsKey("Reservation")).Select(row => TurnRow.ReadUse(row, row.GetString("Reservation"))!.Amount));

    private static async Task<UsageAmount> CountedAsync(Gateway gateway) => UsageItem.Sum((await gateway.Service<UsageStore>()
        .ReadSumsAsync(DemoSecrets.ClientId, CounterRow.OfModel, DateOnly.MinValue, DateOnly.MaxValue, Cancellation).ToListAsync(Cancellation)).Select(sum => sum.Amount));
}
