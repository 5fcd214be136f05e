using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Routines;
using BotGateway.Tables;

namespace BotGateway.Tests.Routines;

/// <summary>A routine whose row cannot be read is listed as broken, can be paused and deleted, and keeps no other waiting.</summary>
public sealed class BrokenRoutineTests(TableService tables)
{
    private static readonly string[] Needed = ["BotId", "ThreadId", "Schedule", "TimeZone", "Name", "Status", "RunsDone", "Attempt", "Due"];

    private static readonly (string Column, object Value)[] Wrong =
    [
        .. Needed.Append("Message").Append("Reason").Append("MaxRuns").Append("StartsAt").Append("EndsAt").Append("WakeAt").Append("LastDue").Append("Rest")
            .Select(column => (column, (object)Guid.NewGuid())),
        ("TimeZone", "Mars/Olympus_Mons"),
        ("Schedule", "every day"),
        ("Status", "Sleeping"),
        ("Status", "7"),
        ("Rest", "Asleep"),
        ("Rest", "7"),
        ("RunsDone", -1),
        ("RunsDone", 1L),
        ("Attempt", -1),
        ("MaxRuns", 0),
        ("Due", "2030-01-01"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_wrong_with_a_row_its_routine_can_be_seen_paused_and_deleted()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var healthy = await gateway.ScheduleAsync("0 12 * * *");

        foreach (var (column, value) in Needed.Select(column => (column, (object?)null)).Concat(Wrong.Select(wrong => (wrong.Column, (object?)wrong.Value))))
        {
            var id = await gateway.ScheduleAsync("0 12 * * *");
            await BreakAsync(gateway, id, column, value);

            var listed = await ListAsync(gateway);
            // The list does not read messages.
            if (column != "Message")
            {
                Assert.Equal("broken", listed[id].GetProperty("routine_status").GetString());
                Assert.Contains($"'{column}'", listed[id].GetProperty("reason").GetString());
            }

            Assert.Equal("active", listed[healthy].GetProperty("routine_status").GetString());
            var got = await gateway.ActAsync("get", id);
            Assert.Equal((200, "broken"), (got.Status, got["routine_status"]));
            Assert.Contains($"'{column}'", got["reason"]);
            (await gateway.ActAsync("resume", id)).AssertProblem(409, $"'{column}'");
            (await gateway.ActAsync("run", id)).AssertProblem(409, $"'{column}'");
            Assert.Equal(404, (await gateway.ActAsync("pause", id, Gateway.Acme)).Status);
            var paused = await gateway.ActAsync("pause", id);
            Assert.Equal((200, "paused"), (paused.Status, paused["routine_status"]));
            Assert.Empty(await EntriesAsync(gateway, id));
            Assert.Equal("deleted", (await gateway.ActAsync("delete", id))["routine_status"]);
            Assert.Equal(404, (await gateway.ActAsync("get", id)).Status);
        }

        Assert.Equal([healthy], (await ListAsync(gateway)).Keys);
        Assert.Equal(0, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_broken_routine_can_be_deleted_without_being_paused_and_leaves_no_entry()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync();
        await BreakAsync(gateway, id, "WakeAt", "soon");

        Assert.Equal(404, (await gateway.ActAsync("delete", id, Gateway.Acme)).Status);
        Assert.Equal("deleted", (await gateway.ActAsync("delete", id))["routine_status"]);

        Assert.Empty(await EntriesAsync(gateway, id));
        Assert.Equal(404, (await gateway.ActAsync("delete", id)).Status);
    }

    [Fact]
    public async Task A_broken_routine_that_was_paused_tells_why_once_it_can_be_read_and_can_be_resumed()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync();
        await BreakAsync(gateway, id, "TimeZone", "Mars/Olympus_Mons");
        await gateway.ActAsync("pause", id);

        await BreakAsync(gateway, id, "TimeZone", "UTC");
        var mended = await gateway.ActAsync("get", id);
        var resumed = await gateway.ActAsync("resume", id);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(("paused", "Resumen"), (mended["routine_status"], mended["message"]));
        Assert.Contains("'TimeZone'", mended["reason"]);
        Assert.Equal("active", resumed["routine_status"]);
        Assert.Single((await gateway.ActAsync("get", id)).Runs());
    }

    [Fact]
    public async Task Reading_a_broken_routine_for_a_run_says_why()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync();
        await BreakAsync(gateway, id, "Message", null);

        var found = await gateway.Service<RoutineReader>().FindAsync("default", id, Cancellation);

        Assert.True(found!.IsBroken);
        Assert.Equal("column 'Message' is missing", found.Broken.Reason);
        Assert.True(await gateway.Service<BrokenRoutines>().TryPauseAsync(found.Broken, isRequested: true, Cancellation));
        Assert.Empty(await EntriesAsync(gateway, id));
    }

    [Fact]
    public async Task One_that_is_due_is_paused_by_the_gateway_and_keeps_no_other_waiting()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var (broken, healthy) = (await gateway.ScheduleAsync(), await gateway.ScheduleAsync());
        await BreakAsync(gateway, broken, "TimeZone", "Mars/Olympus_Mons");

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(await EntriesAsync(gateway, broken));
        Assert.Equal("broken", (await gateway.ActAsync("get", broken))["routine_status"]);
        Assert.Equal("answered", (await gateway.ActAsync("get", healthy)).SingleRun().GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_run_whose_row_cannot_be_read_is_a_500_that_names_the_column()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync();
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        var table = gateway.Service<TableServiceClient>().GetTableClient("routines");
        var shard = DueIndex.ShardOf(id);
        var run = await table.QueryAsync<TableEntity>(row => row.PartitionKey == shard && row.RowKey.CompareTo("run_") >= 0 && row.RowKey.CompareTo("run`") < 0, cancellationToken: Cancellation)
            .SingleAsync(Cancellation);
        run["Outcome"] = "perhaps";
        await table.UpdateEntityAsync(run, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);

        (await gateway.ActAsync("get", id)).AssertProblem(500, "column 'Outcome' is out of range");
        Assert.Contains(id, (await ListAsync(gateway)).Keys);
    }

    // A null value takes the column away.
    private static async Task BreakAsync(Gateway gateway, string id, string column, object? value)
    {
        var table = gateway.Service<TableServiceClient>().GetTableClient("routines");
        TableEntity row = await table.GetEntityAsync<TableEntity>(DueIndex.ShardOf(id), $"routine_default:{id}", cancellationToken: Cancellation);
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);
    }

    private static async Task<Dictionary<string, JsonElement>> ListAsync(Gateway gateway)
    {
        var answer = await gateway.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("routines").EnumerateArray().ToDictionary(each => each.GetProperty("routine_id").GetString()!);
    }

    private static async Task<List<string>> EntriesAsync(Gateway gateway, string id) =>
        await gateway.Service<TableServiceClient>().GetTableClient("routines")
            .QueryAsync<TableEntity>(row => row.PartitionKey == DueIndex.ShardOf(id))
            .Select(row => row.RowKey)
            .Where(key => key.EndsWith(id, StringComparison.Ordinal) && (key.StartsWith("due_", StringComparison.Ordinal) || key.StartsWith("rest_", StringComparison.Ordinal)))
            .ToListAsync(Cancellation);
}
