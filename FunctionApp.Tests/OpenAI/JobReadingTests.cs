using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class JobReadingTests
{
    [Fact]
    public async Task A_job_in_progress_has_neither_model_nor_error() => Assert.Equal(
        new JobSnapshot("ftjob-1", "running", "file-1", null, DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), null),
        await ReadAsync("""
            {"id":"ftjob-1","status":"running","training_file":"file-1","fine_tuned_model":null,"estimated_finish":1790000000,
             "error":{"code":null,"message":null,"param":null}}
            """));

    [Fact]
    public async Task A_job_that_succeeded_has_its_model() =>
        Assert.Equal("ft", (await ReadAsync(Job("succeeded", "\"fine_tuned_model\":\"ft\""))).Model);

    [Theory]
    [InlineData("running")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task Any_other_job_has_none_whatever_the_service_says(string status) =>
        Assert.Null((await ReadAsync(Job(status, "\"fine_tuned_model\":\"ft\""))).Model);

    [Theory]
    [InlineData("""{"code":"c","message":"m"}""", "c", "m")]
    [InlineData("""{"message":"m"}""", "", "m")]
    [InlineData("""{"code":"c"}""", "c", "")]
    public async Task A_failed_job_says_as_much_as_the_service_does(string error, string code, string message) =>
        Assert.Equal(new FineTuningError(code, message), (await ReadAsync(Job("failed", $"\"error\":{error}"))).Error);

    [Theory]
    [InlineData("1790000000000000")]
    [InlineData("-1")]
    [InlineData("1790000000.5")]
    [InlineData("\"2026-11-20\"")]
    [InlineData("null")]
    public async Task An_estimate_that_is_none_is_left_out(string estimate) =>
        Assert.Null((await ReadAsync(Job("running", $"\"estimated_finish\":{estimate}"))).EstimatedFinish);

    [Theory]
    [InlineData("1790000000.0")]
    [InlineData("1.79e9")]
    [InlineData("17900000000e-1")]
    public async Task An_integer_counts_in_each_of_its_spellings(string number)
    {
        var job = await ReadAsync(Job("succeeded", $"\"finished_at\":{number},\"estimated_finish\":{number},\"trained_tokens\":{number}"));

        var time = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
        Assert.Equal((time, time, 1_790_000_000), (job.FinishedAt, job.EstimatedFinish, job.TrainedTokens));
    }

    [Fact]
    public async Task Another_job_than_the_one_that_was_asked_for_is_not_of_the_protocol()
    {
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync("""{"id":"ftjob-2","status":"succeeded","training_file":"file-1"}"""));

        Assert.Equal((ErrorKind.Upstream, "The model service returned an invalid response."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":null,"status":"running","training_file":"file-1"}""")]
    [InlineData("""{"id":"ftjob-1","status":null,"training_file":"file-1"}""")]
    [InlineData("""{"id":"ftjob-1","status":"running"}""")]
    public async Task What_is_no_job_is_a_502(string answer) =>
        Assert.Equal(ErrorKind.Upstream, (await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(answer))).Kind);

    private static string Job(string status, string field) =>
        $$"""{"id":"ftjob-1","status":"{{status}}","training_file":"file-1",{{field}}}""";

    private static Task<JobSnapshot> ReadAsync(string answer) =>
        Service.Over(new ScriptedService(ScriptedService.Json(200, answer))).GetJobAsync("ftjob-1", TestContext.Current.CancellationToken);
}
