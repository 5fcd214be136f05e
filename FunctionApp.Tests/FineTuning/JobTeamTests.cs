using BotGateway.Bots;

namespace BotGateway.Tests.FineTuning;

public sealed class JobTeamTests(TableService tables)
{
    private const string Then = "\"then\":{\"bot_routine\":true}";

    // How the Table service's JSON has the mark of a team that is made.
    private const string Made = "\\u0022made\\u0022:true";

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

    public static TheoryData<string, string> Crashes => new()
    {
        { "between reserving and making", "bots" },
        { "while it was being made", "threads" },
        { "between making and recording", "recording" },
    };

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_team_whose_making_failed_is_made_once_with_the_same_ids(string moment, string refused)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(Then);
        gateway.EndJobs();
        gateway.Tables.Decide = request => Matches(request, refused) ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        gateway.Tables.Decide = _ => Fate.Served;
        var reserved = (await gateway.ReadAsync(job)).Team!;
        Assert.True(reserved is { IsMade: false, Members.Count: 4 }, moment);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal(reserved.Members, (await gateway.ReadAsync(job)).Team!.Members);
        await AssertOneTeamAsync(gateway, job);
    }

    [Fact]
    public async Task A_bot_or_thread_that_was_deleted_before_a_team_was_recorded_does_not_come_back()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(Then);
        gateway.EndJobs();
        gateway.Tables.Decide = request => Matches(request, "recording") ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        gateway.Tables.Decide = _ => Fate.Served;
        var members = (await gateway.ReadAsync(job)).Team!.Members!;
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_bot", botID = members[0].BotId })).Status);
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_thread", threadID = members[1].ThreadId })).Status);

        await gateway.TickAfterAsync(20 * Minute);

        Assert.True(await IsMadeAsync(gateway, job));
        Assert.Equal((3, 3), await gateway.CountTeamRowsAsync());
        Assert.Equal(404, (await gateway.CallAsync(new { event_name = "get_bot", botID = members[0].BotId })).Status);
        Assert.Equal(404, (await gateway.CallAsync(new { event_name = "get_thread", threadID = members[1].ThreadId })).Status);
    }

    [Theory]
    [InlineData("bots")]
    [InlineData("threads")]
    [InlineData("recording")]
    public async Task A_team_is_made_once_though_answers_of_the_table_are_lost(string lost)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(Then);
        gateway.EndJobs();
        gateway.Tables.Decide = request => Matches(request, lost) ? Fate.AnswerLost : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        gateway.Tables.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(20 * Minute);

        await AssertOneTeamAsync(gateway, job);
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

    private static bool Matches(string request, string what) =>
        what == "recording" ? TableFaults.Writes(request, "jobs") && request.Contains(Made) : TableFaults.Writes(request, what);

    private static async Task<bool> IsMadeAsync(Gateway gateway, string job) =>
        (await gateway.CheckAsync(job)).Json.GetProperty("then").GetProperty("bot_routine").GetProperty("made").GetBoolean();

    private static async Task AssertOneTeamAsync(Gateway gateway, string job)
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
