using BotGateway.FineTuning;
using BotGateway.OpenAI;

namespace BotGateway.Tests.FineTuning;

public sealed class TrainAnswerTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private static readonly DateTimeOffset Submitted = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_has_file_job_status_and_the_services_own_estimate_in_seconds()
    {
        var before = _gateway.ModelClock.GetUtcNow().ToUnixTimeSeconds();
        var answer = await _gateway.CallAsync(Examples.Train());
        var after = _gateway.ModelClock.GetUtcNow().ToUnixTimeSeconds();

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["status", "event", "file_id", "job_id", "estimated_finish"], answer.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("train", answer["event"]);
        Assert.StartsWith("file-", answer["file_id"]);
        Assert.StartsWith("ftjob-", answer["job_id"]);
        Assert.Equal("pending", answer["status"]);
        // The simulated service's jobs end after 4 seconds of its clock, which is years ahead of the gateway's.
        Assert.InRange(answer.Json.GetProperty("estimated_finish").GetInt64(), before + 4, after + 4);
    }

    [Fact]
    public void Where_the_service_does_not_say_it_is_half_an_hour_after_the_submission() =>
        Assert.Equal(Submitted.AddMinutes(30).ToUnixTimeSeconds(), Job("running", null).EstimateFinish());

    [Fact]
    public void The_services_estimate_goes_before_the_usual_one() =>
        Assert.Equal(Submitted.AddHours(5).ToUnixTimeSeconds(), Job("queued", Submitted.AddHours(5)).EstimateFinish());

    [Theory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("canceled")]
    public void A_job_that_has_ended_has_no_finish_to_estimate(string status) =>
        Assert.Null(Job(status, Submitted.AddHours(5)).EstimateFinish());

    [Theory]
    [InlineData("validating_files")]
    [InlineData("queued")]
    [InlineData("pending")]
    [InlineData("notRunning")]
    [InlineData("created")]
    [InlineData("running")]
    [InlineData("paused")]
    [InlineData("whatever comes next")]
    public void Any_other_status_counts_as_going_on(string status) => Assert.NotNull(Job(status, null).EstimateFinish());

    private static TrainingJob Job(string status, DateTimeOffset? finish) =>
        new JobSnapshot("ftjob-1", status, "file-1", null, finish, null).Begin("default", Submitted, team: null, deployment: null);
}
