using Azure.Data.Tables;
using BotGateway.Erasure;
using BotGateway.Tables;

namespace BotGateway.Tests.Erasure;

/// <summary>A client with much to erase keeps no other waiting.</summary>
public sealed class EraseShareTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_rows_of_one_client_delay_neither_routines_nor_the_erasure_of_another()
    {
        Thoroughness.Require("It writes ten thousand rows.");
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSettings(new()
        {
            ["Clients:2:Id"] = "noisy",
            ["Clients:2:Credentials"] = new string('0', 64),
        }).StartAsync();
        var routine = await gateway.ScheduleAsync();
        await gateway.NewBotAsync(client: Gateway.Acme);
        await FillAsync(gateway, "noisy", partitions: 100, rows: 100);
        var erasures = gateway.Service<ErasureStore>();
        foreach (var client in new[] { "noisy", Gateway.Acme })
            await erasures.AddAsync(new ErasureRecord(client, gateway.Clock.GetUtcNow(), gateway.Clock.GetUtcNow()), Cancellation);
        var deleted = 0;
        gateway.Tables.Decide = request =>
        {
            // Time passes with each deletion of the noisy client, as if the tables were slow.
            if (TableFaults.Writes(request, "threads") && request.Contains("noisy", StringComparison.Ordinal))
            {
                gateway.Clock.Advance(TimeSpan.FromMilliseconds(500));
                Interlocked.Increment(ref deleted);
            }

            return Fate.Served;
        };

        await gateway.TickAfterAsync(Minute);
        var (noisy, acme) = (await erasures.FindRunningAsync("noisy", Cancellation), await erasures.FindRunningAsync(Gateway.Acme, Cancellation));

        // In one tick the neighbour's routine has run and the other client's rows are gone, while the noisy one has got no further than its share.
        Assert.Equal("answered", (await gateway.ActAsync("get", routine)).SingleRun().GetProperty("outcome").GetString());
        Assert.Equal(1, acme!.Deleted.Bots);
        Assert.Contains("threads", noisy!.Left!);
        Assert.InRange(deleted, 1, 60);
        gateway.Tables.Decide = _ => Fate.Served;
        for (var i = 0; i < 10 && await erasures.FindDoneAsync("noisy", Cancellation) is null; i++)
            await gateway.TickAfterAsync(7 * Minute);
        Assert.Equal(100, (await erasures.FindDoneAsync("noisy", Cancellation))?.Deleted.Threads);
    }

    [Fact]
    public async Task What_a_client_has_deleted_is_erased_without_reading_what_others_have()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var deleted = gateway.Service<DeletedIds>();
        var (theirs, mine) = (EntityId.New("bot", gateway.Clock), EntityId.New("thread", gateway.Clock));
        var data = gateway.Service<IEnumerable<IClientData>>().OfType<PendingDeletionData>().Single();
        await deleted.AddAsync("default", theirs, Cancellation);
        var few = await EraseAsync();
        var table = gateway.Service<TableServiceClient>().GetTableClient("deletions");
        foreach (var batch in Enumerable.Range(0, 2500).Select(number => $"{Gateway.Start:yyyyMMddHHmmssfff}_default:bot_{number}").Chunk(100))
            await table.SubmitTransactionAsync(batch.Select(key => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(DeletedIds.Kind, key))), Cancellation);

        Assert.Equal(few, await EraseAsync());
        Assert.True(await deleted.ContainsAsync("default", theirs, Cancellation));
        Assert.Empty(await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).Where(row => row.RowKey.Contains(Gateway.Acme)).ToListAsync(Cancellation));

        async Task<int> EraseAsync()
        {
            // Twice, at different times.
            await deleted.AddAsync(Gateway.Acme, mine, Cancellation);
            gateway.Clock.Advance(Minute);
            await deleted.AddAsync(Gateway.Acme, mine, Cancellation);
            gateway.Tables.Forget();
            Assert.True(await data.EraseAsync(Gateway.Acme, Cancellation) is { HasDeleted: true, IsDone: true });
            return gateway.Tables.Requests.Count;
        }
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_keeps_no_other_erasure_waiting()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        await gateway.Service<ErasureStore>().AddAsync(new ErasureRecord(Gateway.Acme, gateway.Clock.GetUtcNow(), gateway.Clock.GetUtcNow()), Cancellation);
        await gateway.Service<TableServiceClient>().GetTableClient("erasures").AddEntityAsync(new TableEntity("running", "broken") { ["RequestedAt"] = "x" }, Cancellation);
        gateway.Clock.Advance(7 * Minute);

        Assert.Equal(1, await gateway.Service<ClientErasure>().ContinueAsync(gateway.Clock.GetUtcNow(), Cancellation));

        Assert.NotNull(await gateway.Service<ErasureStore>().FindDoneAsync(Gateway.Acme, Cancellation));
        Assert.Contains(gateway.Log.Lines, line => line.EventId == 102 && line.Text.Contains("broken", StringComparison.Ordinal));
    }

    private static async Task FillAsync(Gateway gateway, string client, int partitions, int rows)
    {
        var table = gateway.Service<TableServiceClient>().GetTableClient("threads");
        await Parallel.ForAsync(0, partitions, Cancellation, async (i, cancel) => await table.SubmitTransactionAsync(
            Enumerable.Range(0, rows).Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity($"{client}:thread_{i:x32}", row == 0 ? "thread" : $"turn_{row:D10}"))),
            cancel));
    }
}
