namespace BotGateway.Tests.Bots;

public sealed class DeleteBotTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_bot_goes_with_its_routines_which_are_named_and_nothing_else_does()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        string[] own = [await gateway.ScheduleAsync(), await gateway.ScheduleAsync("0 8 * * *")];
        var other = await gateway.NewBotAsync();
        var kept = (await gateway.CallAsync(
            new { event_name = "bot_routine", schedule = "0 8 * * *", botID = other.BotId, threadID = other.ThreadId, message = "Hola" }))["routine_id"]!;

        var deleted = await DeleteAsync(gateway);

        Assert.Equal(["status", "event", "bot_id", "routine_ids"], deleted.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(own.Order(), deleted.Json.GetProperty("routine_ids").EnumerateArray().Select(id => id.GetString()));
        Assert.All(await Task.WhenAll(own.Select(id => gateway.ActAsync("get", id))), answer => Assert.Equal(404, answer.Status));
        Assert.Equal("active", (await gateway.ActAsync("get", kept))["routine_status"]);
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "get_thread", threadID = gateway.Thread })).Status);
        Assert.Equal(404, (await gateway.CallAsync(new { event_name = "list_threads", botID = gateway.Bot })).Status);
    }

    [Fact]
    public async Task The_second_deletion_is_a_404_also_of_two_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        var both = await Task.WhenAll(DeleteAsync(gateway), DeleteAsync(gateway));
        var again = await DeleteAsync(gateway);

        Assert.Equal([200, 404], both.Select(answer => answer.Status).Order());
        again.AssertProblem(404, $"There is no bot '{gateway.Bot}'.");
    }

    [Fact]
    public async Task A_run_of_a_deleted_bot_ends_as_skipped_and_nothing_of_it_reappears()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var run = gateway.ActAsync("run", routine);
        await held.Arrived;
        var deleted = await DeleteAsync(gateway);
        held.Release();
        var ended = await run;
        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(10 * Minute);

        Assert.Equal((200, "skipped", $"There is no bot '{gateway.Bot}'."), (ended.Status, ended["outcome"], ended["error"]));
        Assert.Equal([routine], deleted.Json.GetProperty("routine_ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("[]", (await gateway.CallAsync(new { event_name = "get_thread", threadID = gateway.Thread })).Json.GetProperty("turns").GetRawText());
        Assert.Equal("[]", (await gateway.CallAsync(new { event_name = "bot_routine", action = "list" })).Json.GetProperty("routines").GetRawText());
        Assert.Equal("[]", (await gateway.CallAsync(new { event_name = "list_bots" })).Json.GetProperty("bots").GetRawText());
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_run_that_the_timer_started_brings_no_deleted_routine_back()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        await held.Arrived;
        Assert.Equal(200, (await DeleteAsync(gateway)).Status);
        held.Release();
        await tick;
        await gateway.TickAfterAsync(10 * Minute);

        Assert.Equal(404, (await gateway.ActAsync("get", routine)).Status);
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task Of_very_many_routines_a_request_deletes_and_names_100_and_the_timer_deletes_the_rest()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        for (var i = 0; i < 120; i += 20)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.ScheduleAsync("0 8 1 1 *")));

        var deleted = await DeleteAsync(gateway);
        var left = await gateway.CallAsync(new { event_name = "bot_routine", action = "list" });
        await gateway.TickAfterAsync(6 * Minute);
        var none = await gateway.CallAsync(new { event_name = "bot_routine", action = "list" });

        Assert.Equal((100, "True"), (deleted.Json.GetProperty("routine_ids").GetArrayLength(), deleted["more_routines"]));
        Assert.Equal(20, left.Json.GetProperty("routines").GetArrayLength());
        Assert.Equal(0, none.Json.GetProperty("routines").GetArrayLength());
    }

    [Theory]
    [InlineData("deletions", 200, true)]
    [InlineData("bots", 200, true)]
    [InlineData("routines", 404, false)]
    [InlineData("threadlists", 404, false)]
    public async Task Cut_off_at_any_write_it_is_either_there_or_gone_and_the_timer_deletes_what_is_left(string table, int status, bool remains)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 8 1 1 *");
        gateway.Tables.Decide = request => TableFaults.Writes(request, table) ? Fate.Refused : Fate.Served;

        var cut = await DeleteAsync(gateway);
        gateway.Tables.Decide = _ => Fate.Served;
        var bot = await gateway.CallAsync(new { event_name = "get_bot", botID = gateway.Bot });
        await gateway.TickAfterAsync(6 * Minute);

        Assert.Equal(503, cut.Status);
        Assert.Equal(status, bot.Status);
        Assert.Equal(remains ? 200 : 404, (await gateway.ActAsync("get", routine)).Status);
        Assert.Equal(status, (await gateway.CallAsync(new { event_name = "get_bot", botID = gateway.Bot })).Status);
        Assert.Equal(remains ? 200 : 404, (await DeleteAsync(gateway)).Status);
    }

    private static Task<Answer> DeleteAsync(Gateway gateway) => gateway.CallAsync(new { event_name = "delete_bot", botID = gateway.Bot });
}
