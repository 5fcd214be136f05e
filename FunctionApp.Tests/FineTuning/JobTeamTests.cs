using BotGateway.Bots;

namespace BotGateway.Tests.FineTuning;

public sealed class JobTeamTests(TableService tables)
{
    internal const string Then = "\"then\":{\"bot_routine\":true}";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("\"bot_routine\"")]
    [InlineData("{}")]
    [InlineData("{\"bot_routine\":1}")]
    [InlineData("{\"bot_routine\":\"true\"}")]
    [InlineData("{\"bot_routine\":null}")]
    [InlineData("{\"new_bot\":true}")]
    [InlineData("{\"bot_routine\":true,\"new_bot\":true}")]
    public async Task Another_form_of_then_is_a_400(string then)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();

        var answer = await gateway.CallAsync(Examples.Train($"\"then\":{then}"));

        Assert.Equal(400, answer.Status);
        Assert.Matches("^'then(\\.(bot_routine|new_bot))?' (is missing|is not known|must be (an object|true or false))\\.$", answer["message"]);
        Assert.Empty(gateway.Models.Calls.All);
    }

    [Theory]
    [InlineData("\"seed\":1")]
    [InlineData("\"then\":{\"bot_routine\":false}")]
    public async Task Who_wants_no_team_gets_none(string field)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(field);
        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);

        Assert.False((await gateway.CheckAsync(job)).Json.TryGetProperty("then", out _));
        Assert.Equal((0, 0), await gateway.CountTeamRowsAsync());
    }

    [Fact]
    public async Task The_team_is_made_on_the_trained_model_with_the_ids_that_check_train_shows()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(Then);
        Assert.False(await IsMadeAsync(gateway, job));
        gateway.EndJobs();

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);

        Assert.True(await IsMadeAsync(gateway, job));
        await AssertOneTeamAsync(gateway, job);
        Assert.Null((await gateway.ReadAsync(job)).DueAt);
    }

    [Fact]
    public async Task A_check_that_sees_the_end_first_leaves_the_team_to_the_timer()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(Then);
        gateway.EndJobs();

        Assert.Equal("succeeded", (await gateway.CheckAsync(job))["status"]);
        Assert.False(await IsMadeAsync(gateway, job));
        await gateway.TickAfterAsync(TimeSpan.Zero);

        Assert.True(await IsMadeAsync(gateway, job));
    }

    [Fact]
    public async Task A_failed_job_gets_no_team()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(Then, "\"suffix\":\"fail\"");
        gateway.EndJobs();

        await gateway.TickAfterAsync(Minute);

        Assert.False(await IsMadeAsync(gateway, job));
        Assert.Equal((0, 0), await gateway.CountTeamRowsAsync());
        Assert.Null((await gateway.ReadAsync(job)).DueAt);
    }

    [Fact]
    public async Task Two_instances_that_tick_at_once_make_one_team()
    {
        var connection = tables.NewConnectionString();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithTables(connection).StartAsync();
        await using var other = await new GatewayBuilder(tables)
            .WithClock(gateway.Clock).WithService(gateway.Models).WithTables(connection).StartAsync();
        var jobs = new List<string>();
        for (var i = 0; i < 5; i++)
            jobs.Add(await gateway.TrainAsync(Then));
        gateway.EndJobs();
        gateway.Clock.Advance(Minute);

        await Task.WhenAll(new[] { gateway, other }.Select(instance => instance.TickAsync(TestContext.Current.CancellationToken)));
        await gateway.TickAfterAsync(Minute);

        foreach (var job in jobs)
            Assert.True(await IsMadeAsync(gateway, job));
        Assert.Equal((20, 20), await gateway.CountTeamRowsAsync());
    }

    internal static async Task<bool> IsMadeAsync(Gateway gateway, string job) =>
        (await gateway.CheckAsync(job)).Json.GetProperty("then").GetProperty("bot_routine").GetProperty("made").GetBoolean();

    internal static async Task AssertOneTeamAsync(Gateway gateway, string job)
    {
        var shown = await gateway.CheckAsync(job);
        var team = shown.Json.GetProperty("then").GetProperty("bot_routine");
        Assert.True(team.GetProperty("made").GetBoolean());
        Assert.Equal((4, 4), await gateway.CountTeamRowsAsync());
        foreach (var adviser in Adviser.All)
        {
            var member = team.GetProperty(adviser.Key);
            var answer = await gateway.CallAsync(
                $$"""
                {"event_name":"messaging","botID":"{{member.GetProperty("bot_id")}}","threadID":"{{member.GetProperty("thread_id")}}","message":"Hola"}
                """);
            Assert.Equal(200, answer.Status);
            Assert.Equal(shown["model"], gateway.Models.Calls.Of("chat")[^1].Body!.Value.GetProperty("model").GetString());
        }
    }
}
