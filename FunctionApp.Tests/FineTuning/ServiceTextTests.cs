using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.FineTuning;

/// <summary>A service's words within an answer end as a sentence ends, whatever they end with, and run into nothing that follows.</summary>
public sealed class ServiceTextTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("Line 3: bad", ": Line 3: bad.")]
    [InlineData("Line 3: bad.", ": Line 3: bad.")]
    [InlineData("Line 3: bad...", ": Line 3: bad...")]
    [InlineData("Line 3: bad…", ": Line 3: bad…")]
    [InlineData("Line 3: bad!", ": Line 3: bad!")]
    [InlineData("Line 3: is it bad?", ": Line 3: is it bad?")]
    [InlineData("These lines are bad:", ": These lines are bad.")]
    [InlineData("It says \"bad.\"", ": It says \"bad.\"")]
    [InlineData("It says 'bad'", ": It says 'bad'.")]
    [InlineData("Bad (see the guide.)", ": Bad (see the guide.)")]
    [InlineData("Bad (see the guide)", ": Bad (see the guide).")]
    [InlineData(" Bad. \n", ": Bad.")]
    [InlineData("不好。", ": 不好。")]
    [InlineData(" ", ".")]
    [InlineData("", ".")]
    [InlineData(":", ".")]
    [InlineData(null, ".")]
    public async Task A_file_that_the_service_refuses_is_deleted_and_its_words_stand_for_themselves(string? details, string said)
    {
        var files = _gateway.FilesAtService();
        _gateway.Models.Faults.Next("file", Fault.BadFile(details));

        var answer = await _gateway.CallAsync(Examples.Train());

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("The model service rejects file 'file-", answer["message"]);
        Assert.EndsWith($"'{said} The uploaded files have been deleted.", answer["message"]);
        Assert.Equal(files, _gateway.FilesAtService());
    }

    [Theory]
    [InlineData("The suffix is bad", "The model service failed with 400 (invalidPayload): The suffix is bad. The uploaded files have been deleted.")]
    [InlineData("The suffix is 'bad'.", "The model service failed with 400 (invalidPayload): The suffix is 'bad'. The uploaded files have been deleted.")]
    [InlineData("", "The model service failed with 400 (invalidPayload). The uploaded files have been deleted.")]
    public async Task So_do_its_words_of_a_job_that_it_refuses(string message, string expected)
    {
        _gateway.Models.Faults.Next("create-job", Fault.Status(400, code: "invalidPayload", message: message));

        var answer = await _gateway.CallAsync(Examples.Train());

        Assert.Equal((400, expected), (answer.Status, answer["message"]));
    }

    [Fact]
    public async Task What_is_said_of_a_job_in_doubt_follows_the_end_of_a_sentence()
    {
        _gateway.Models.Faults.Next("create-job", Fault.AfterEffect(Fault.Status(500, message: "Oops")));
        _gateway.Models.Faults.Next("list-jobs", Fault.Status(429));

        var answer = await _gateway.CallAsync(Examples.Train());

        Assert.Contains("(500). Whether the job was created is not known yet; if it was, ", answer["message"]);
    }
}
