namespace BotGateway.Tests.FineTuning;

public sealed class FaultListTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task All_faults_are_listed_with_their_lines_and_nothing_is_uploaded()
    {
        var lines = $$"""
            {{Examples.Lines(10)}}

            {"messages":[{"role":"bot","content":"a"},{"role":"assistant","content":""}],"x":1}
            no es JSON
            {{Examples.One()}}
            {"messages":[{"role":"user","content":"a"}]}
            """;

        var answer = await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":{Examples.Text(lines)}"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("'errors' lists them by line", answer["message"]);
        Assert.Equal(
            [
                (12, "'x' is not a property of the example."),
                (12, "Message 1: 'role' must be system, user, assistant, tool or developer."),
                (12, "Message 2: 'content' must be a non-empty string."),
                (13, "Malformed JSON at position 2: expected 'null', but found 'o'."),
                (15, "An example needs at least one assistant message."),
            ],
            Errors(answer));
        Assert.Null(answer["more_errors"]);
        Assert.Equal(0, _gateway.Models.Calls.Count("upload"));
    }

    [Fact]
    public async Task Too_few_examples_and_their_faults_are_told_at_once()
    {
        var answer = await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":[{Examples.One()},1]"));

        Assert.Contains("at least 10 examples; 2 came", answer["message"]);
        Assert.Equal([2], Errors(answer).Select(error => error.Line));
    }

    [Theory]
    [InlineData(50, 50, null)]
    [InlineData(51, 50, "1")]
    [InlineData(1000, 50, "950")]
    public async Task After_50_faults_they_are_only_counted(int faults, int listed, string? more)
    {
        var bad = string.Join(',', Enumerable.Repeat("{}", faults));

        var answer = await _gateway.CallAsync(Examples.TrainOn($"\"jsonl\":[{Examples.One()},{bad}]"));

        Assert.Equal(Enumerable.Range(2, listed), Errors(answer).Select(error => error.Line));
        Assert.Equal(more, answer["more_errors"]);
    }

    [Fact]
    public async Task Faults_of_validation_examples_stop_the_upload_too()
    {
        var answer = await _gateway.CallAsync(Examples.Train("\"validation_jsonl\":[{}]"));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("'validation_jsonl' has examples that cannot be trained on", answer["message"]);
        Assert.Equal([1], Errors(answer).Select(error => error.Line));
        Assert.Equal(0, _gateway.Models.Calls.Count("upload"));
    }

    private static IEnumerable<(int Line, string Message)> Errors(Answer answer) =>
        answer.Json.GetProperty("errors").EnumerateArray()
        .Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("message").GetString()!));
}
