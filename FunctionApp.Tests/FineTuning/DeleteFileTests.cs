using BotGateway.LocalHost.OpenAI.Simulation;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.FineTuning;

public sealed class DeleteFileTests(TableService tables)
{
    [Fact]
    public async Task The_files_of_an_ended_job_are_deleted_each_once()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync($"\"validation_jsonl\":{Examples.Array(1)}");
        jobs.EndJobs();
        var kept = await jobs.ReadAsync(job);
        var (training, validation) = (kept.Job.TrainingFileId, kept.ValidationFileId!);

        var first = await DeleteAsync(jobs, training);
        var again = await DeleteAsync(jobs, training);
        var other = await DeleteAsync(jobs, validation);
        var otherAgain = await DeleteAsync(jobs, validation);

        Assert.Equal((200, training, "True"), (first.Status, first["file_id"], first["deleted"]));
        Assert.Equal((404, $"There is no file '{training}'."), (again.Status, again["message"]));
        Assert.Equal((200, 404), (other.Status, otherAgain.Status));
        Assert.Equal(2, jobs.Models.Calls.Count("delete-file"));
        Assert.False((await jobs.ReadAsync(job)).HasFiles);
        Assert.Equal("succeeded", (await jobs.CheckAsync(job))["status"]);
    }

    [Fact]
    public async Task A_file_of_a_job_that_runs_is_a_409()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        var file = (await jobs.ReadAsync(job)).Job.TrainingFileId;

        var answer = await DeleteAsync(jobs, file);

        Assert.Equal(409, answer.Status);
        Assert.StartsWith($"File '{file}' is in use by job '{job}'", answer["message"], StringComparison.Ordinal);
        Assert.Equal(0, jobs.Models.Calls.Count("delete-file"));
    }

    [Fact]
    public async Task Anothers_file_is_answered_as_one_that_does_not_exist()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.EndJobs();
        var file = (await jobs.ReadAsync(job)).Job.TrainingFileId;

        var theirs = await DeleteAsync(jobs, file, Gateway.Acme);
        var nobodys = await DeleteAsync(jobs, "a'b or FileId ne '", Gateway.Acme);

        Assert.Equal((404, $"There is no file '{file}'."), (theirs.Status, theirs["message"]));
        Assert.Equal((404, "There is no file 'a'b or FileId ne ''."), (nobodys.Status, nobodys["message"]));
        Assert.Equal(0, jobs.Models.Calls.Count("delete-file"));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public async Task The_length_of_an_id_is_no_reason_to_fail(int length)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();

        var answer = await DeleteAsync(jobs, new string('ñ', length));

        Assert.Equal(404, answer.Status);
        Assert.StartsWith("There is no file 'ñ", answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_deletion_was_not_recorded_can_be_deleted_again()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.EndJobs();
        var file = (await jobs.ReadAsync(job)).Job.TrainingFileId;
        jobs.Models.Faults.Next("delete-file", Fault.AfterEffect(Fault.Status(500)), times: 3);

        var failed = await DeleteAsync(jobs, file);
        jobs.Models.Faults.Clear();

        Assert.Equal((502, 200), (failed.Status, (await DeleteAsync(jobs, file)).Status));
    }

    [Theory]
    [InlineData("", "'file_id' is missing.")]
    [InlineData(",\"file_id\":7", "'file_id' must be a string.")]
    [InlineData(",\"file_id\":\"\"", "'file_id' is empty.")]
    public async Task A_wrong_id_is_a_400_that_names_it(string fields, string message)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();

        var answer = await jobs.CallAsync($$"""{"event_name":"delete_file"{{fields}}}""");

        Assert.Equal((400, message), (answer.Status, answer["message"]));
    }

    private static Task<Answer> DeleteAsync(Gateway jobs, string file, string client = "default") =>
        jobs.CallAsync($$"""{"event_name":"delete_file","file_id":{{Examples.Text(file)}}}""", client);
}
