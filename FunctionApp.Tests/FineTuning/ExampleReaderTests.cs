using System.Text.Json;
using BotGateway.Contracts;
using BotGateway.FineTuning;
using BotGateway.Http;
using BotGateway.Tests.FineTuning.Data;

namespace BotGateway.Tests.FineTuning;

public sealed class ExampleReaderTests
{
    [Theory]
    [InlineData("""{"type":"Buffer","data":[123,34]}""")]
    [InlineData("[123,34,109]")]
    [InlineData("\"eyJtZXNzYWdlcyI6W119Cg==\"")]
    [InlineData("\"eyJtZXNz\\nYWdlcyI6W119Cg==\"")]
    [InlineData("\"data:application/jsonl;base64,eyJtZXNzYWdlcyI6W119Cg==\"")]
    public void A_file_buffer_is_a_400_that_says_what_to_send(string jsonl)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Read($"{{\"jsonl\":{jsonl}}}"));

        Assert.Equal(ErrorKind.Invalid, problem.Kind);
        Assert.Equal("'jsonl' takes no file buffer: send an array of examples, or JSON Lines text.", problem.Message);
    }

    [Fact]
    public void A_file_buffer_of_validation_data_is_named_as_such()
    {
        var problem = Assert.ThrowsAny<GatewayException>(
            () => ExampleReader.Read(new RawJson("[1,2]"u8.ToArray()), "validation_jsonl"));

        Assert.StartsWith("'validation_jsonl' takes no file buffer", problem.Message);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        var examples = Read($"{{\"jsonl\":{Examples.Text($"\uFEFF\r\n{Examples.One()}\r\n\r\n  \n{Examples.One()}\n")}}}");

        Assert.Equal([2, 5], examples.Select(example => example.Line));
    }

    [Theory]
    [InlineData("{\"messages\":[}", "Malformed JSON at position 14: expected a value or ']', but found '}'.")]
    [InlineData("{\"messages\":[{},]}", "Malformed JSON at position 17: there must be no comma before ']'.")]
    [InlineData("{'messages':[]}", "Malformed JSON at position 2: expected a property name in double quotes or '}', but found a single quote.")]
    [InlineData("{\"messages\":[],\"messages\":[]}", "Malformed JSON at position 16: the property 'messages' is there twice in one object.")]
    [InlineData("{\"messages\":\"\\ud800\"}", "an unpaired surrogate")]
    public void A_line_that_is_not_JSON_is_a_fault_of_that_line_alone(string line, string message)
    {
        var examples = Read($"{{\"jsonl\":{Examples.Text($"{Examples.One()}\n{line}\n{Examples.One()}")}}}");

        var fault = Assert.Single(examples.SelectMany(example => example.Faults));
        Assert.Equal(2, fault.Line);
        Assert.Contains(message, fault.Message);
        Assert.DoesNotContain("line", fault.Message);
    }

    [Theory]
    [InlineData("""[{"role":"assistant","content":"a"},{"role":"user","content":"b"}]""", "message 1 must be of the user")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"user","content":"b"}]""", "message 2 must be of the assistant")]
    [InlineData(
        """[{"role":"system","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]""",
        "message 1 must be of the user")]
    [InlineData(
        """[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]""",
        "the last message has no answer")]
    [InlineData(
        """[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"tool","content":"c"}]""",
        "message 3 must be of the user")]
    [InlineData("""[{"content":"a"}]""", "message 1 must be of the user")]
    [InlineData("""["a"]""", "message 1 must be of the user")]
    [InlineData("""[{"role":1,"content":"a"}]""", "message 1 must be of the user")]
    public void A_flat_array_that_does_not_alternate_is_a_400_that_names_the_message(string messages, string message)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Read($"{{\"completitions\":{messages}}}"));

        Assert.Equal(ErrorKind.Invalid, problem.Kind);
        Assert.StartsWith("'completitions' must alternate user and assistant messages", problem.Message);
        Assert.Contains(message, problem.Message);
    }

    [Fact]
    public void Each_pair_of_a_flat_array_is_an_example_numbered_from_1()
    {
        var examples = Read($"{{\"messages\":{Examples.Flat(3)}}}");

        Assert.Equal([1, 2, 3], examples.Select(example => example.Line));
        Assert.Equal(Examples.Many(3), examples.Select(example => example.Text));
    }

    private static List<ReadExample> Read(string body) =>
        ReadExample.All(TrainingDataSources.FindExamples(
            (TrainRequest)RequestContract.Of(typeof(TrainRequest)).Read(new RequestBody(JsonElement.Parse(body))).Request));
}
