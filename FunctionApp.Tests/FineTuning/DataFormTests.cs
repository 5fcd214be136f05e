using System.Text;

namespace BotGateway.Tests.FineTuning;

public sealed class DataFormTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private static readonly string Expected = "\uFEFF" + Examples.Lines(12) + "\n";

    public static TheoryData<string> Forms => new(
        $"\"jsonl\":{Examples.Array(12)}",
        $"\"jsonl\":{Examples.Text(Examples.Lines(12))}",
        $"\"jsonl\":{Examples.Text(Examples.Lines(12) + "\n")}",
        $"\"jsonl\":{Examples.Text(Examples.Lines(12, "\r\n") + "\r\n")}",
        $"\"jsonl\":{Examples.Text("\uFEFF" + Examples.Lines(12))}",
        $"\"jsonl\":{Examples.Text("\n" + Examples.Lines(12, "\n \t\n\n") + "\n\n")}",
        $"\"messages\":{Examples.Flat(12)}",
        $"\"completitions\":{Examples.Flat(12)}",
        $"\"jsonl\":null,\"messages\":{Examples.Flat(12)}");

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_becomes_the_same_file(string data)
    {
        var answer = await _gateway.CallAsync(Examples.TrainOn(data));

        Assert.Equal(200, answer.Status);
        Assert.Equal(Expected, Encoding.UTF8.GetString(_gateway.ReadFile(answer["file_id"])));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "\"jsonl\":null", "'jsonl' is missing" },
        { $"\"jsonl\":{Examples.Array()},\"messages\":{Examples.Flat()}", "not in both" },
        {
            $"\"messages\":{Examples.Flat(10)},\"completitions\":{Examples.Flat(11)}",
            "'messages' and 'completitions' are the same field and differ"
        },
        { "\"jsonl\":{}", "'jsonl' must be an array of examples, or JSON Lines text" },
        { "\"jsonl\":10", "'jsonl' must be an array of examples, or JSON Lines text" },
        { "\"jsonl\":{\"type\":\"Buffer\",\"data\":[123,34]}", "'jsonl' takes no file buffer" },
        { "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]", "'messages' must alternate user and assistant messages" },
        { "\"messages\":\"hola\"", "'messages' must be an array" },
        { "\"jsonl\":[]", "at least 10 examples; 0 came" },
        { "\"jsonl\":\"\"", "at least 10 examples; 0 came" },
        { "\"jsonl\":\" \\n\\n\"", "at least 10 examples; 0 came" },
        { "\"messages\":[]", "at least 10 examples; 0 came" },
        { $"\"jsonl\":{Examples.Array(9)}", "'jsonl' must hold at least 10 examples; 9 came" },
        { $"\"jsonl\":{Examples.Text(Examples.Lines(9) + "\n\n\n")}", "at least 10 examples; 9 came" },
        { $"\"completitions\":{Examples.Flat(9)}", "'completitions' must hold at least 10 examples; 9 came" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Data_that_cannot_be_trained_on_is_a_400_before_anything_is_uploaded(string data, string message)
    {
        var uploads = _gateway.Models.Calls.Count("upload");

        var answer = await _gateway.CallAsync(Examples.TrainOn(data));

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer["message"]);
        Assert.Equal(uploads, _gateway.Models.Calls.Count("upload"));
    }
}
