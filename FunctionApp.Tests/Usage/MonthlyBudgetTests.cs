using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Usage;

/// <summary>A monthly budget holds until the month's end in UTC.</summary>
public sealed class MonthlyBudgetTests(TableService tables)
{
    private const string Monthly = "Clients:0:MonthlyTokens";
    private static readonly DateTimeOffset LastDay = new(2030, 1, 31, 22, 0, 30, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "monthly")]
    [InlineData("1", "monthly")]
    [InlineData("100000", "monthly")]
    public async Task Beyond_it_a_message_is_a_429_also_on_the_next_day_until_the_month_turns(string? daily, string budget)
    {
        await using var gateway = await StartAsync(LastDay.AddDays(-1), ("Clients:0:DailyTokens", daily));
        var talk = new Talk(gateway.Bot, gateway.Thread);
        Assert.Equal(200, (await gateway.SendAsync(talk, "uno")).Status);

        foreach (var hours in new[] { 0, 2, 23 })
        {
            gateway.Clock.Advance(TimeSpan.FromHours(hours));
            var refused = await gateway.SendAsync(talk, "dos");
            Assert.Equal((429, budget, "2030-02-01T00:00:00Z"), (refused.Status, refused["budget"], refused["resets_at"]));
            Assert.Equal("The monthly budget of 1 tokens is used up; it is reset at 2030-02-01T00:00:00Z.", refused["message"]);
        }

        gateway.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await gateway.SendAsync(talk, "tres")).Status);
    }

    [Fact]
    public async Task A_due_routine_waits_for_the_month_to_turn()
    {
        await using var gateway = await StartAsync(LastDay);
        Assert.Equal(200, (await gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "uno")).Status);
        var routine = await gateway.ScheduleAsync("1 22 * * *");

        for (var minutes = 0; minutes <= 130; minutes += 10)
            await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));

        var run = (await gateway.ActAsync("get", routine)).SingleRun();
        Assert.Equal(("answered", 1), run.Attempt());
        Assert.Equal("2030-01-31T22:01:00Z", run.GetProperty("due").GetString());
        Assert.InRange(run.GetProperty("started").GetDateTimeOffset(), new DateTimeOffset(2030, 2, 1, 0, 0, 0, TimeSpan.Zero), gateway.Clock.GetUtcNow());
    }

    [Fact]
    public async Task It_survives_new_keys_and_a_restart_and_a_raised_one_counts_at_once()
    {
        var connection = tables.NewConnectionString();
        var builder = new GatewayBuilder(tables).WithTables(connection).WithClock().WithSetting(Monthly, "1");
        Talk talk;
        long used;
        await using (var gateway = await builder.StartAsync())
        {
            talk = await gateway.NewBotAsync();
            used = (await gateway.SendAsync(talk, "uno")).Json.GetProperty("usage").GetProperty("total_tokens").GetInt64();
            using var next = GatewayKeys.Rsa();
            var created = new FakeTimeProvider(gateway.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
            new KeyStore(gateway.DataDirectory, created).Add($"client-{DemoSecrets.ClientId}", next, KeyVersion.Verify);
            using var rotated = new GatewayCredentials(RsaPem.Read(LocalKeys.GatewayPublicPem(gateway.DataDirectory)), next, DemoSecrets.User, DemoSecrets.Pass)
                .CreateClient(gateway.Clock);
            var refused = await rotated.SendAsync(
                gateway.Http,
                $$"""{"event_name":"messaging","botID":"{{talk.BotId}}","threadID":"{{talk.ThreadId}}","message":"dos"}""",
                TestContext.Current.CancellationToken);
            Assert.Equal(429, refused.Status);
        }

        // With keys of its own.
        await using (var again = await builder.StartAsync())
            Assert.Equal((429, "monthly"), ((await again.SendAsync(talk, "tres")).Status, (await again.SendAsync(talk, "tres"))["budget"]));

        await using var raised = await builder.WithSetting(Monthly, $"{used + 1}").StartAsync();
        Assert.Equal(200, (await raised.SendAsync(talk, "cuatro")).Status);
        Assert.Equal(429, (await raised.SendAsync(talk, "cinco")).Status);
    }

    private Task<Gateway> StartAsync(DateTimeOffset now, params (string Name, string? Value)[] settings) => settings
        .Aggregate(new GatewayBuilder(tables).WithClock(new FakeTimeProvider(now)).WithBot().WithSetting(Monthly, "1"), (builder, setting) => builder.WithSetting(setting.Name, setting.Value))
        .StartAsync();
}
