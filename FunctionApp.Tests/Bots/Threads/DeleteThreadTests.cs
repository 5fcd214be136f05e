using Azure.Data.Tables;

namespace BotGateway.Tests.Bots.Threads;

public sealed class DeleteThreadTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thread_goes_with_all_its_rows_and_the_second_deletion_is_a_404_also_of_two_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ActAsync("run", await gateway.ScheduleAsync());
        await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "¡Hola!");

        var both = await Task.WhenAll(DeleteAsync(gateway), DeleteAsync(gateway));
        var again = await DeleteAsync(gateway);

        Assert.Equal([200, 404], both.Select(answer => answer.Status).Order());
        again.AssertProblem(404, $"There is no thread '{gateway.Thread}'.");
        Assert.Empty(await KeysAsync(gateway, "threads", $"default:{gateway.Thread}"));
        Assert.Empty(await KeysAsync(gateway, "threadlists", "default"));
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "get_bot", botID = gateway.Bot })).Status);
        (await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "¡Hola!")).AssertProblem(404, "There is no thread");
        await gateway.TickAfterAsync(6 * Minute);
        Assert.Empty(await KeysAsync(gateway, "deletions", "thread"));
    }

    [Fact]
    public async Task A_message_whose_thread_is_deleted_while_it_is_answered_is_a_404_and_nothing_reappears()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var other = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var message = gateway.SendAsync(other with { ThreadId = gateway.Thread }, "¡Hola!");
        await held.Arrived;
        Assert.Equal(200, (await DeleteAsync(gateway)).Status);
        held.Release();

        (await message).AssertProblem(404, $"There is no thread '{gateway.Thread}'.");
        Assert.Empty(await KeysAsync(gateway, "threads", $"default:{gateway.Thread}"));
        Assert.DoesNotContain(gateway.Thread, (await gateway.CallAsync(new { event_name = "list_threads" })).Text);
    }

    [Fact]
    public async Task A_message_that_waits_for_a_thread_that_is_deleted_is_a_404_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var first = gateway.SendAsync(talk, "uno");
        await held.Arrived;
        var second = gateway.SendAsync(talk, "dos");
        await gateway.CallAsync(new { event_name = "delete_thread", threadID = talk.ThreadId });
        (await second).AssertProblem(404, "There is no thread");
        held.Release();
        (await first).AssertProblem(404, "There is no thread");
    }

    [Fact]
    public async Task A_run_on_a_thread_that_is_deleted_meanwhile_ends_as_skipped_and_its_routine_is_paused()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(Cancellation);
        await held.Arrived;
        Assert.Equal(200, (await DeleteAsync(gateway)).Status);
        held.Release();
        await tick;
        await gateway.TickAfterAsync(10 * Minute);

        var shown = await gateway.ActAsync("get", routine);
        Assert.Equal(("paused", $"There is no thread '{gateway.Thread}'."), (shown["routine_status"], shown["reason"]));
        Assert.Equal("skipped", shown.SingleRun().GetProperty("outcome").GetString());
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
        Assert.Empty(await KeysAsync(gateway, "threads", $"default:{gateway.Thread}"));
    }

    [Fact]
    public async Task Of_a_very_long_thread_a_request_deletes_a_part_and_the_timer_the_rest()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var table = gateway.Service<TableServiceClient>().GetTableClient("threads");
        for (var batch = 0; batch < 32; batch++)
        {
            await table.SubmitTransactionAsync(
                Enumerable.Range(1, 100).Select(i => new TableTransactionAction(
                    TableTransactionActionType.Add, new TableEntity($"default:{gateway.Thread}", $"turn_{(batch * 100) + i:D10}"))),
                Cancellation);
        }

        Assert.Equal(200, (await DeleteAsync(gateway)).Status);
        var left = await KeysAsync(gateway, "threads", $"default:{gateway.Thread}");
        await gateway.TickAfterAsync(6 * Minute);

        Assert.Equal(2200, left.Count);
        Assert.Empty(await KeysAsync(gateway, "threads", $"default:{gateway.Thread}"));
    }

    [Theory]
    [InlineData("deletions", 200)]
    [InlineData("threadlists", 404)]
    public async Task Cut_off_between_its_writes_it_is_either_there_or_gone_and_the_timer_deletes_what_is_left(string table, int status)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "¡Hola!");
        gateway.Tables.Decide = request => TableFaults.Writes(request, table) ? Fate.Refused : Fate.Served;

        var cut = await DeleteAsync(gateway);
        gateway.Tables.Decide = _ => Fate.Served;
        await gateway.TickAfterAsync(6 * Minute);

        Assert.Equal(503, cut.Status);
        Assert.Equal(status, (await gateway.CallAsync(new { event_name = "get_thread", threadID = gateway.Thread })).Status);
        Assert.Equal(status == 200, (await KeysAsync(gateway, "threadlists", "default")).Count > 0);
        Assert.Equal(status == 200, (await KeysAsync(gateway, "threads", $"default:{gateway.Thread}")).Count > 0);
    }

    private static Task<Answer> DeleteAsync(Gateway gateway) => gateway.CallAsync(new { event_name = "delete_thread", threadID = gateway.Thread });

    private static async Task<IReadOnlyList<string>> KeysAsync(Gateway gateway, string table, string partition) =>
        await gateway.Service<TableServiceClient>().GetTableClient(table)
            .QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Cancellation).Select(row => row.RowKey).ToListAsync(Cancellation);
}
