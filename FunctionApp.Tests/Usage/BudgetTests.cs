using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.LocalHost.Client;
using BotGateway.Usage;

namespace BotGateway.Tests.Usage;

/// <summary>Clients are kept within their budgets, whatever happens.</summary>
public sealed class BudgetTests(TableService tables)
{
    private const string Daily = "Clients:0:DailyTokens";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_it_a_message_is_a_429_with_the_reset_until_the_next_day_and_also_after_a_restart()
    {
        var connection = tables.NewConnectionString();
        var builder = new GatewayBuilder(tables).WithTables(connection).WithClock().WithSetting(Daily, "1");
        Talk talk;
        await using (var gateway = await builder.StartAsync())
        {
            talk = await gateway.NewBotAsync();
            Assert.Equal(200, (await gateway.SendAsync(talk, "uno")).Status);
        }

        await using var again = await builder.StartAsync();
        foreach (var refused in new[] { await again.SendAsync(talk, "dos"), await again.SendAsync(talk, "tres") })
        {
            Assert.Equal((429, "daily", "2030-01-02T00:00:00Z"), (refused.Status, refused["budget"], refused["resets_at"]));
            Assert.Equal("The daily budget of 1 tokens is used up; it is reset at 2030-01-02T00:00:00Z.", refused["message"]);
        }

        Assert.Equal(0, again.Models.Calls.Count("chat"));
        again.Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal(200, (await again.SendAsync(talk, "cuatro")).Status);
    }

    [Fact]
    public async Task A_client_beyond_its_budget_costs_no_requests_and_another_is_answered()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting(Daily, "1").WithSetting("Auth:Replay", "Memory").StartAsync();
        var talk = new Talk(gateway.Bot, gateway.Thread);
        var theirs = await gateway.NewBotAsync(client: Gateway.Acme);
        Assert.Equal(200, (await gateway.SendAsync(talk, "uno")).Status);
        // The ledger writes one change after the other: with this one made, the answer before has been counted and its thresholds told.
        await gateway.Service<UsageLedger>().MakeAsync(
            DemoSecrets.ClientId, new LedgerChange(ReservationRow.Add(DemoSecrets.ClientId, new Reservation("1", talk.ThreadId, Gateway.Start, 0)), [], 0));
        gateway.Tables.Forget();

        var refused = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => gateway.SendAsync(talk, "más")));

        Assert.All(refused, answer => Assert.Equal(429, answer.Status));
        // The bot, whose model and owner are checked first; nothing is written.
        Assert.DoesNotContain(gateway.Tables.Requests, request => TableFaults.Writes(request));
        Assert.Equal(200, (await gateway.SendAsync(theirs, "uno", Gateway.Acme)).Status);
    }

    [Fact]
    public async Task A_due_routine_waits_for_the_reset_and_is_then_answered_without_a_failed_run()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting(Daily, "1").StartAsync();
        Assert.Equal(200, (await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "uno")).Status);
        var routine = await gateway.ScheduleAsync("31 10 * * *");

        for (var i = 0; i < 4; i++)
            await gateway.TickAfterAsync(TimeSpan.FromHours(3.5));
        await gateway.TickAfterAsync(Minute);

        var run = (await gateway.ActAsync("get", routine)).SingleRun();
        Assert.Equal(("answered", 1), run.Attempt());
        Assert.Equal("2030-01-01T10:31:00Z", run.GetProperty("due").GetString());
        Assert.InRange(run.GetProperty("started").GetDateTimeOffset(), new DateTimeOffset(2030, 1, 2, 0, 0, 0, TimeSpan.Zero), gateway.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Each_threshold_is_told_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting(Daily, "100")
            .WithSetting("Clients:0:WebhookUrl", receiver.Address.AbsoluteUri)
            .WithSetting("Clients:0:WebhookSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwK1v7/0DHaW0=")
            .WithSetting("Webhooks:AllowPrivateAddresses", "true")
            .StartAsync();
        foreach (var used in new[] { 49, 2, 28, 1, 20 })
            await UseAsync(gateway, used);

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);

        var told = new List<(string Type, int Threshold)>();
        while (receiver.Received.TryRead(out var message))
            told.Add((message.Type, message.Data.GetProperty("threshold").GetInt32()));
        Assert.Equal([50, 80, 100], told.Where(each => each.Type == WebhookTypes.BudgetThreshold).Select(each => each.Threshold).Order());
    }

    [Fact]
    public async Task Concurrent_messages_of_two_instances_exceed_it_by_no_more_than_is_reserved()
    {
        const int Estimate = 100;
        var count = Thoroughness.IsWanted ? 10_000 : 1_000;
        var limit = count * Estimate / 4;
        var connection = tables.NewConnectionString();
        var builder = new GatewayBuilder(tables).WithTables(connection).WithSetting(Daily, $"{limit}");
        await using var one = await builder.StartAsync();
        await using var other = await builder.StartAsync();
        Gateway[] instances = [one, other];
        var (admitted, refused) = (0, 0);

        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 100, CancellationToken = Cancellation }, async (i, _) =>
        {
            try
            {
                await UseAsync(instances[i % 2], Estimate, Estimate);
                Interlocked.Increment(ref admitted);
            }
            catch (GatewayException exceeded) when (exceeded.Budget == Budget.Daily)
            {
                Interlocked.Increment(ref refused);
            }
        });

        var account = await one.Service<UsageStore>().ReadAccountAsync(DemoSecrets.ClientId, Cancellation);
        Assert.Equal((admitted * Estimate, 0), (account.DayTokens, account.Reserved));
        Assert.Equal((count, true), (admitted + refused, refused > 0));
        Assert.InRange(account.DayTokens, limit - (100 * Estimate), limit + Estimate);
    }

    [Fact]
    public async Task What_a_crash_leaves_reserved_is_given_back_and_what_was_answered_is_counted()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting(Daily, "1000000").StartAsync();
        // The answer is in the thread, and the process is gone before it is counted.
        gateway.Tables.Decide = request => request.Contains("DELETE ", StringComparison.Ordinal) && TableFaults.Writes(request, "usage") ? Fate.Refused : Fate.Served;
        var usage = (await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "uno")).Json.GetProperty("usage");
        gateway.Tables.Decide = _ => Fate.Served;
        var store = gateway.Service<UsageStore>();
        var crashed = await store.ReadAccountAsync(DemoSecrets.ClientId, Cancellation);

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(20));

        var recovered = await store.ReadAccountAsync(DemoSecrets.ClientId, Cancellation);
        Assert.Equal((0, true), (crashed.DayTokens, crashed.Reserved > 4_096));
        Assert.Equal((usage.GetProperty("total_tokens").GetInt64(), 0), (recovered.DayTokens, recovered.Reserved));
        Assert.Empty(await gateway.Service<TableServiceClient>().GetTableClient("usage")
            .QueryAsync<TableEntity>(row => row.PartitionKey == "_due", cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_keeps_no_other_client_from_recovering()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting(Daily, "1000000").StartAsync();
        gateway.Tables.Decide = request => request.Contains("DELETE ", StringComparison.Ordinal) && TableFaults.Writes(request, "usage") ? Fate.Refused : Fate.Served;
        await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "uno");
        gateway.Tables.Decide = _ => Fate.Served;
        var store = gateway.Service<UsageStore>();
        // Due before the other one.
        await store.AnnounceAsync(Gateway.Acme, Gateway.Start, Cancellation);
        await store.Table.TryWriteAsync(
            [ReservationRow.Add(Gateway.Acme, new Reservation("1", "thread", Gateway.Start, 5)), new(TableTransactionActionType.Add, new TableEntity(Gateway.Acme, AccountRow.Key) { ["Day"] = "x" })],
            Cancellation);

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(20));

        var recovered = await store.ReadAccountAsync(DemoSecrets.ClientId, Cancellation);
        Assert.Equal((true, 0), (recovered.DayTokens > 0, recovered.Reserved));
        Assert.Equal(Gateway.Acme, Assert.Single(await store.ReadDueAsync(gateway.Clock.GetUtcNow(), 10, Cancellation)).ClientId);
    }

    private static async Task UseAsync(Gateway gateway, int tokens, int estimate = 1)
    {
        var ledger = gateway.Service<IUsageLedger>();
        Assert.True(gateway.Service<ClientDirectory>().TryFind(DemoSecrets.ClientId, out var client));
        await using var reservation = await ledger.ReserveAsync(client, $"thread_{Guid.NewGuid():N}", () => estimate);
        reservation.Used = new UsageItem(UsageItem.DayOf(gateway.Service<TimeProvider>().GetUtcNow()), "bot_1", "m", new UsageAmount(1, tokens));
    }
}
