using BotGateway.LocalHost.OpenAI.Simulation;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.FineTuning;

public sealed class JobActionTests(TableService tables)
{
    public static TheoryData<string> Events => new("cancel_train", "pause_train", "resume_train");

    [Fact]
    public async Task A_job_is_paused_resumed_and_cancelled()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();

        var paused = await CallAsync(jobs, "pause_train", job);
        jobs.EndJobs();
        var still = await jobs.CheckAsync(job);
        var resumed = await CallAsync(jobs, "resume_train", job);
        var cancelled = await CallAsync(jobs, "cancel_train", job);
        jobs.EndJobs();
        var ended = await jobs.CheckAsync(job);

        Assert.Equal(("paused", "pause_train", job), (paused["status"], paused["event"], paused["job_id"]));
        Assert.Equal("paused", still["status"]);
        Assert.Equal("running", resumed["status"]);
        Assert.Equal(("cancelled", ""), (cancelled["status"], cancelled["estimated_finish"]));
        Assert.Equal("cancelled", ended["status"]);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task One_that_has_ended_is_a_409_with_its_status_without_a_call(string name)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.EndJobs();
        await jobs.CheckAsync(job);
        var calls = jobs.Models.Calls.All.Count;

        var answer = await CallAsync(jobs, name, job);

        Assert.Equal((409, $"Job '{job}' has ended: succeeded."), (answer.Status, answer["message"]));
        Assert.Equal(calls, jobs.Models.Calls.All.Count);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task One_that_ended_unseen_is_the_same_409(string name)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.EndJobs();

        var answer = await CallAsync(jobs, name, job);

        Assert.Equal((409, $"Job '{job}' has ended: succeeded."), (answer.Status, answer["message"]));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Anothers_job_is_answered_as_one_that_does_not_exist(string name)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();

        var theirs = await CallAsync(jobs, name, job, Gateway.Acme);
        var nobodys = await CallAsync(jobs, name, "ftjob-none", Gateway.Acme);

        Assert.Equal((404, 404), (theirs.Status, nobodys.Status));
        Assert.Equal(nobodys["message"]!.Replace("ftjob-none", job), theirs["message"]);
        Assert.NotEqual("cancelled", (await jobs.CheckAsync(job))["status"]);
    }

    [Theory]
    [InlineData("", "'id' is missing.")]
    [InlineData(",\"id\":7", "'id' must be a string.")]
    [InlineData(",\"id\":\"a\",\"job_id\":\"b\"", "'id' and 'job_id' are the same field and differ.")]
    public async Task A_wrong_id_is_a_400_that_names_it(string fields, string message)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();

        foreach (var name in Events.Select(row => row.Data))
        {
            var answer = await jobs.CallAsync($$"""{"event_name":"{{name}}"{{fields}}}""");
            Assert.Equal((400, message), (answer.Status, answer["message"]));
        }
    }

    [Theory]
    [InlineData("cancel_train", "cancelled")]
    [InlineData("pause_train", "paused")]
    public async Task A_request_whose_answer_was_lost_succeeds_when_it_is_sent_again(string name, string status)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.Models.Faults.Next(name.Replace("_train", "-job"), Fault.AfterEffect(Fault.Status(400)));

        var lost = await CallAsync(jobs, name, job);
        var again = await CallAsync(jobs, name, job);

        Assert.Equal((200, status), (lost.Status, lost["status"]));
        Assert.Equal(name == "cancel_train" ? 409 : 200, again.Status);
    }

    [Fact]
    public async Task What_the_service_refuses_is_a_409_and_a_failure_is_its_own()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.Models.Faults.Next("pause-job", Fault.Status(400, code: "unsupported", message: "Not for this kind of job."));

        var refused = await CallAsync(jobs, "pause_train", job);
        jobs.Models.Faults.Next("pause-job", Fault.Status(500), times: 3);
        var failed = await CallAsync(jobs, "pause_train", job);

        Assert.Equal((409, 502), (refused.Status, failed.Status));
        Assert.Contains("does not pause", refused["message"], StringComparison.Ordinal);
        Assert.Contains("Not for this kind of job.", refused["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_job_makes_room_for_another()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithSettings(new() { ["Clients:0:ConcurrentJobs"] = "1" }).StartAsync();
        var job = await jobs.TrainAsync();
        jobs.StepModelClock();
        Assert.Equal(429, (await jobs.CallAsync(Examples.Train())).Status);

        await CallAsync(jobs, "cancel_train", job);

        Assert.Equal(200, (await jobs.CallAsync(Examples.Train())).Status);
    }

    [Fact]
    public async Task A_cancellation_that_takes_its_time_is_recorded_by_the_timer()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.Models.Faults.Next("cancel-job", Fault.AfterEffect(Fault.Response(
            200, $$"""{"object":"fine_tuning.job","id":"{{job}}","status":"cancelling","training_file":"file-1"}""")));

        var answer = await CallAsync(jobs, "cancel_train", job);
        await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("cancelling", answer["status"]);
        Assert.Equal(("cancelled", null), ((await jobs.ReadAsync(job)).Job.Status, (await jobs.ReadAsync(job)).DueAt));
    }

    [Fact]
    public async Task A_job_that_was_created_but_not_recorded_is_found_and_cancelled()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        jobs.Tables.Decide = request => TableFaults.Writes(request) && request.Contains("job_default") ? Fate.Refused : Fate.Served;
        var job = await jobs.TrainAsync();
        jobs.Tables.Decide = _ => Fate.Served;
        Assert.Null(await jobs.Jobs().FindAsync("default", job, TestContext.Current.CancellationToken));

        var answer = await CallAsync(jobs, "cancel_train", job);

        Assert.Equal((200, "cancelled"), (answer.Status, answer["status"]));
    }

    private static Task<Answer> CallAsync(Gateway jobs, string name, string job, string client = "default") =>
        jobs.CallAsync($$"""{"event_name":"{{name}}","id":"{{job}}"}""", client);
}
