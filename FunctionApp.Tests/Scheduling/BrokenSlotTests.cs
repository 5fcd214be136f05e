using Azure.Data.Tables;
using BotGateway.Scheduling;

namespace BotGateway.Tests.Scheduling;

/// <summary>A slot whose row cannot be read counts as free: neither its client nor any other waits for it.</summary>
public sealed class BrokenSlotTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string, object?> Faults => new()
    {
        { "Token", null }, { "Token", 7 }, { "Until", null }, { "Until", "UNMISTAKABLE" }, { "TakenAt", null }, { "TakenAt", 1L }, { "Works", null }, { "Works", 1 },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Routines_of_its_client_and_of_another_run(string column, object? value)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Clients:0:ConcurrentRuns", "1").WithLog().StartAsync();
        var own = await gateway.ScheduleAsync();
        var talk = await gateway.NewBotAsync(client: Gateway.Acme);
        var other = await gateway.CallAsync(
            new { event_name = "bot_routine", schedule = "* * * * *", botID = talk.BotId, threadID = talk.ThreadId, message = "m" }, Gateway.Acme);
        await PutAsync(gateway, "runs-000", gateway.Clock.GetUtcNow(), column, value);

        await gateway.TickAfterAsync(Minute);

        Assert.Single((await gateway.ActAsync("get", own)).Runs());
        Assert.Single((await gateway.ActAsync("get", other["routine_id"]!, Gateway.Acme)).Runs());
        Assert.Contains(gateway.Log.Lines, line => line.EventId == 78 && line.Text.Contains($"column '{column}'"));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Text.Contains("UNMISTAKABLE"));
        Assert.Empty(await RowsAsync(gateway));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Jobs_of_its_client_and_of_another_are_polled(string column, object? value)
    {
        if (value is not null)
            Thoroughness.Require("Each starts a gateway; a column that is missing is tested in every run, and each wrong value with routines.");
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var (own, other) = (await gateway.TrainAsync(), await gateway.TrainAsync([], Gateway.Acme));
        gateway.EndJobs();
        await PutAsync(gateway, "jobs-000", gateway.Clock.GetUtcNow(), column, value);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal("succeeded", (await gateway.ReadAsync(own)).Job.Status);
        Assert.Equal("succeeded", (await gateway.Jobs().FindAsync(Gateway.Acme, other, Cancellation))!.Job.Status);
        Assert.Empty(await RowsAsync(gateway));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_message_whose_slot_breaks_meanwhile_is_dropped_and_its_work_is_dispatched_again(string column, object? value)
    {
        if (value is not null)
            Thoroughness.Require("Each starts a gateway; a column that is missing is tested in every run, and each wrong value with routines.");
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithSetting("Clients:0:ConcurrentRuns", "1").StartAsync();
        var routine = await gateway.ScheduleAsync();
        gateway.Clock.Advance(Minute);
        await gateway.DispatchAsync(Cancellation);
        await PutAsync(gateway, "runs-000", gateway.Clock.GetUtcNow(), column, value);

        await gateway.DrainAsync(Cancellation);
        Assert.Empty((await gateway.ActAsync("get", routine)).Runs());
        await gateway.TickAfterAsync(Slots.Lease);

        Assert.Contains((await gateway.ActAsync("get", routine)).Runs(), run => run.GetProperty("outcome").GetString() == "answered");
    }

    [Fact]
    public async Task A_last_tick_that_cannot_be_read_is_none_until_the_next()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await gateway.TickAfterAsync(Minute);
        var ticks = gateway.Service<TickLog>();
        Assert.NotNull((await ticks.FindLastAsync(Cancellation)).LastTick);
        var table = gateway.Service<TableServiceClient>().GetTableClient("ticks");
        await table.UpsertEntityAsync(new TableEntity("ticks", "last") { ["At"] = "soon" }, TableUpdateMode.Replace, Cancellation);

        Assert.Null((await ticks.FindLastAsync(Cancellation)).LastTick);
        await gateway.TickAfterAsync(Minute);
        Assert.NotNull((await ticks.FindLastAsync(Cancellation)).LastTick);
    }

    // A slot that is held, but for what is wrong with it.
    private static async Task PutAsync(Gateway gateway, string slot, DateTimeOffset now, string column, object? value)
    {
        var row = new TableEntity("default", slot) { ["Token"] = "t", ["TakenAt"] = now, ["Until"] = now.AddMinutes(5), ["Works"] = "" };
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        var table = gateway.Service<TableServiceClient>().GetTableClient("slots");
        await table.CreateIfNotExistsAsync(Cancellation);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancellation);
    }

    private static async Task<List<string>> RowsAsync(Gateway gateway) =>
        await gateway.Service<TableServiceClient>().GetTableClient("slots").QueryAsync<TableEntity>(cancellationToken: Cancellation).Select(row => row.RowKey).ToListAsync(Cancellation);
}
