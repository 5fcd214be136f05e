namespace BotGateway.Tests.FineTuning;

/// <summary>A team is made once, whatever fails while it is made.</summary>
public sealed class JobTeamCrashTests(TableService tables)
{
    // How the Table service's JSON has the mark of a team that is made.
    private const string Made = "\\u0022made\\u0022:true";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

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
        var job = await gateway.TrainAsync(JobTeamTests.Then);
        gateway.EndJobs();
        gateway.Tables.Decide = request => Matches(request, refused) ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        gateway.Tables.Decide = _ => Fate.Served;
        var reserved = (await gateway.ReadAsync(job)).Team!;
        Assert.True(reserved is { IsMade: false, Members.Count: 4 }, moment);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal(reserved.Members, (await gateway.ReadAsync(job)).Team!.Members);
        await JobTeamTests.AssertOneTeamAsync(gateway, job);
    }

    [Fact]
    public async Task A_bot_or_thread_that_was_deleted_before_a_team_was_recorded_does_not_come_back()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(JobTeamTests.Then);
        gateway.EndJobs();
        gateway.Tables.Decide = request => Matches(request, "recording") ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        gateway.Tables.Decide = _ => Fate.Served;
        var members = (await gateway.ReadAsync(job)).Team!.Members!;
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_bot", botID = members[0].BotId })).Status);
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_thread", threadID = members[1].ThreadId })).Status);

        await gateway.TickAfterAsync(20 * Minute);

        Assert.True(await JobTeamTests.IsMadeAsync(gateway, job));
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
        var job = await gateway.TrainAsync(JobTeamTests.Then);
        gateway.EndJobs();
        gateway.Tables.Decide = request => Matches(request, lost) ? Fate.AnswerLost : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        gateway.Tables.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(20 * Minute);

        await JobTeamTests.AssertOneTeamAsync(gateway, job);
        Assert.Null((await gateway.ReadAsync(job)).DueAt);
    }

    private static bool Matches(string request, string what) =>
        what == "recording" ? TableFaults.Writes(request, "jobs") && request.Contains(Made) : TableFaults.Writes(request, what);
}
