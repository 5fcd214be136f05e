using Azure.Data.Tables;
using BotGateway.Authentication.Replay;
using BotGateway.Contracts;
using BotGateway.Routines;
using BotGateway.Scheduling;
using BotGateway.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Scheduling;

public sealed class HousekeepingTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_kept_for_thirty_days_and_not_longer()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync(rest: ",\"max_runs\":1");
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        // It was due half a minute before.
        await gateway.TickAfterAsync(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(31));
        Assert.Equal(2, await CountAsync(gateway));
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await CountAsync(gateway));
    }

    [Fact]
    public async Task The_runs_of_a_deleted_routine_go_in_their_time_too()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await gateway.ActAsync("delete", routine)).Status);

        await gateway.TickAfterAsync(TimeSpan.FromDays(29));
        // With the entry of the row that tells whose the routine was.
        Assert.Equal(3, await CountAsync(gateway));
        await gateway.TickAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(0, await CountAsync(gateway));
    }

    [Fact]
    public async Task What_is_no_run_stays()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ",\"max_runs\":1");
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        await gateway.TickAfterAsync(TimeSpan.FromDays(400));

        Assert.Equal("finished", (await gateway.ActAsync("get", routine))["routine_status"]);
        var answer = await gateway.CallAsync(
            $$"""{"event_name":"messaging","botID":"{{gateway.Bot}}","threadID":"{{gateway.Thread}}","message":"¿Y qué más?"}""");
        Assert.Equal(200, answer.Status);
        var messages = gateway.Models.Calls.Of("chat")[^1].Body!.Value.GetProperty("messages");
        Assert.Equal(4, messages.GetArrayLength());
    }

    [Fact]
    public async Task Much_that_is_old_goes_in_portions_the_oldest_first()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync(rest: ",\"starts_at\":\"2031-01-01T00:00:00Z\"");
        var routines = gateway.Service<IRoutineStore>();
        var routine = (await gateway.Service<RoutineReader>().FindAsync("default", id, Cancellation))!.Routine!;
        var first = gateway.Clock.GetUtcNow();
        for (var i = 0; i < 120; i++)
            await routines.AddRunAsync(routine, new RoutineRun(first.AddSeconds(i), null, null, 1, RunOutcome.Failed), Cancellation);

        await gateway.TickAfterAsync(TimeSpan.FromDays(31));
        var left = await routines.ReadRunsAsync(routine, 200, Cancellation);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(20, left.Count);
        Assert.Equal(first.AddSeconds(100), left[^1].Due);
        Assert.Equal(0, await CountAsync(gateway));
    }

    [Fact]
    public async Task Malformed_entries_of_the_due_index_are_set_aside_and_keep_no_run()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync(rest: ",\"max_runs\":1");
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        var table = gateway.Service<TableServiceClient>().GetTableClient("routines");
        (string Key, string? Row)[] malformed =
        [
            ("old_20200101100000000_nonsense", "nonsense"),
            ("old_20200101100000000_x", null),
            ("old_20191399999999999_run_x", "run_x"),
            ("old_20200101100000000_run_x", "run_y"),
            ("old_2", "run_x"),
            ("old_20200101100000000_due_x", "due_x"),
        ];
        foreach (var (key, row) in malformed)
            await table.AddEntityAsync(new TableEntity("shard-03", key) { ["Row"] = row }, Cancellation);

        await gateway.TickAfterAsync(TimeSpan.FromDays(31));

        Assert.Equal(0, await CountAsync(gateway));
        foreach (var (key, _) in malformed)
            Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("shard-03", $"aside_{key}", cancellationToken: Cancellation)).HasValue, key);
    }

    [Fact]
    public async Task A_used_token_is_kept_until_nobody_accepts_it_any_more()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var token = TokenUse.OfEncryptedToken("token", gateway.Clock.GetUtcNow().AddHours(1));
        var used = gateway.Service<IUsedTokens>();
        await used.TryClaimAsync(token, Cancellation);

        await gateway.TickAfterAsync(TimeSpan.FromHours(1));
        Assert.False(await used.TryClaimAsync(token, Cancellation));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(2));
        Assert.True(await used.TryClaimAsync(token, Cancellation));
    }

    [Theory]
    [InlineData("routines", "old runs", "expired used tokens")]
    [InlineData("usedtokens", "expired used tokens", "old runs")]
    public async Task What_cannot_be_cleaned_does_not_stop_the_other(string table, string failing, string other)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithLog().StartAsync();
        await gateway.ScheduleAsync(rest: ",\"max_runs\":1");
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        await gateway.Service<UsageLedger>().CloseAllAsync();
        var token = TokenUse.OfEncryptedToken("token", gateway.Clock.GetUtcNow());
        await gateway.Service<IUsedTokens>().TryClaimAsync(token, Cancellation);
        gateway.Clock.Advance(TimeSpan.FromDays(31));
        var before = gateway.Log.Lines.Count;

        gateway.Tables.Decide = request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains($"/{table}") ? Fate.Refused : Fate.Served;
        await gateway.Service<Housekeeping>().CleanAsync(Cancellation);
        var lines = gateway.Log.Lines.Skip(before).Where(line => line.Category == typeof(Housekeeping).FullName);

        Assert.Equal(
            [(failing, LogLevel.Warning), (other, LogLevel.Information)],
            lines.Select(line => ($"{line.Values["Items"]}", line.Level)).OrderByDescending(line => line.Level));
    }

    [Fact]
    public async Task What_takes_too_long_ends_before_the_tick_does()
    {
        var clock = new FakeTimeProvider(Gateway.Start);
        var endless = new Cleanup("endless items", async (_, cancellationToken) =>
        {
            clock.Advance(Housekeeping.WholeTime);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        });
        await using var gateway = await new GatewayBuilder(tables).WithClock(clock).WithLog().WithService(endless).StartAsync();

        await gateway.Service<Housekeeping>().CleanAsync(Cancellation);

        var line = Assert.Single(gateway.Log.Lines, line => line.Category == typeof(Housekeeping).FullName && Equals(line.Values["Items"], "endless items"));
        Assert.Equal("not in time", line.Values["Causes"]);
    }

    // Runs, and their places on the agenda.
    private static async Task<int> CountAsync(Gateway gateway) =>
        await gateway.Service<TableServiceClient>().GetTableClient("routines")
            .QueryAsync<TableEntity>("(RowKey ge 'run_' and RowKey lt 'run`') or (RowKey ge 'old_' and RowKey lt 'old`')", cancellationToken: Cancellation)
            .CountAsync(Cancellation);
}
