using System.Text;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Data;
using BotGateway.Http;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>Bounds on what is read of a file, whatever is in it.</summary>
public sealed class ExampleSizeTests
{
    private const string Start = """{"messages":[{"role":"assistant","content":""";

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public void A_line_of_any_length_is_read_whole(int length)
    {
        string[] lines = [Example(new string('x', length)), Example(string.Concat(Enumerable.Repeat("é\\n", length / 3))), Example("b")];
        var text = string.Join('\n', lines);

        Assert.Equal(lines, ReadExample.All(ExampleFiles.Lines(text)).Select(example => example.Text));
        Assert.Equal(lines, ReadExample.All(LineExamples.OfText(Encoding.UTF8.GetBytes(Examples.Text(text)))).Select(example => example.Text));
    }

    [Fact]
    public void A_line_that_is_too_large_is_a_fault_of_its_own()
    {
        var large = Example(new string('x', ExampleCursor.MostBytes));
        var source = ExampleFiles.Lines($"{Examples.One()}\n{large}\n{Examples.One()}\n{large}");

        var faults = ReadExample.All(source).Select(example => (example.Line, Fault: example.Faults.SingleOrDefault()?.Message));

        const string TooLarge = "An example may take 16 MiB at the most.";
        Assert.Equal([(1, null), (2, TooLarge), (3, null), (4, TooLarge)], faults);
        Assert.Equal([TooLarge], ReadExample.All(ExampleFiles.Array(large)).SelectMany(example => example.Faults).Select(fault => fault.Message));
    }

    [Theory]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"content\":\"b\"}],\"tools\":[", "{}", "]}")]
    [InlineData("{\"messages\":[", "{\"role\":\"assistant\",\"content\":\"b\"}", "]}")]
    [InlineData("[", "0", "]")]
    public void An_example_of_too_many_values_is_a_fault(string start, string value, string end)
    {
        var example = start + string.Join(',', Enumerable.Repeat(value, 50_001)) + end;

        var fault = Assert.Single(Assert.Single(ReadExample.All(ExampleFiles.Array(example))).Faults);

        Assert.Equal("An example may hold 50000 values and property names at the most.", fault.Message);
    }

    [Fact]
    public void More_than_a_million_examples_are_refused_and_a_million_are_not()
    {
        var line = Encoding.UTF8.GetBytes(Example("b") + "\n");
        var million = new byte[line.Length * TrainingFile.MostExamples];
        for (var at = 0; at < million.Length; at += line.Length)
            line.CopyTo(million, at);

        Assert.Equal(TrainingFile.MostExamples, ExampleFiles.Check(ExampleFiles.Lines(million)).Summary.Examples);
        var problem = Assert.ThrowsAny<GatewayException>(() => ExampleFiles.Check(ExampleFiles.Lines([.. million, .. line])));
        Assert.Equal((ErrorKind.Invalid, "'jsonl' must hold at most 1000000 examples."), (problem.Kind, problem.Message));
    }

    [Fact]
    public void After_so_many_faults_nothing_more_is_checked_and_the_answer_says_where()
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => ExampleFiles.Check(ExampleFiles.Lines(string.Concat(Enumerable.Repeat("x\n", 20_000)))));

        Assert.EndsWith("lists them by line. Line 10000 is the last that was checked.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(50, problem.Errors!.Count);
        Assert.Equal(9_950, problem.MoreErrors);
    }

    [Fact]
    public void What_a_file_allocates_does_not_grow_with_it()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Example("Una respuesta con \\\"comillas\\\", eñe y\\nsaltos") + "\n", 20_000)));
        var array = new ArrayExamples(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Example("b"), 20_000))}]"));
        foreach (var source in new IExampleSource[] { ExampleFiles.Lines(lines), array })
        {
            ExampleFiles.Check(source).WriteTo(Stream.Null);
            var before = GC.GetAllocatedBytesForCurrentThread();
            ExampleFiles.Check(source).WriteTo(Stream.Null);
            // The output's 64 KiB and a few objects: not a byte for each example, of which there are 20,000.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_a_fault_of_their_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Examples.One() + "\n" + Start + "\""), 0xC3, .. "\"}]}"u8];

        var examples = ReadExample.All(ExampleFiles.Lines(bytes));

        Assert.Equal(["The example is not valid UTF-8."], examples.SelectMany(example => example.Faults).Select(fault => fault.Message));
        Assert.Equal(2, examples[1].Faults[0].Line);
    }

    private static string Example(string content) => $"{Start}\"{(content.Length == 0 ? "b" : content)}\"}}]}}";
}
