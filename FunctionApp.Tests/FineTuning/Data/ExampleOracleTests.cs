using System.Text;
using System.Text.Json;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Data;
using BotGateway.Http;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>Reading an example without a document finds and writes what reading one with a document does.</summary>
public sealed class ExampleOracleTests
{
    private const int Count = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_faults_and_the_same_bytes_in_every_form(int seed)
    {
        var random = new RandomExamples(seed);
        var (good, faulty, plain) = (0, 0, 0);
        for (var i = 0; i < Count; i++)
        {
            var example = random.Next();
            if (example.Contains('\n'))
                continue;

            var expected = Faults(example);
            Assert.Equal(expected, Faults(ExampleFiles.Lines(example), example));
            Assert.Equal(expected, Faults(LineExamples.OfText(Encoding.UTF8.GetBytes(Examples.Text(example))), example));
            if (IsPlain(example))
            {
                Assert.Empty(expected);
                Assert.Empty(Warnings(example));
                plain++;
            }

            if (expected is [])
            {
                good++;
                Assert.Equal(ReferenceWriter.Write(example) + "\n", ExampleFiles.Write(ExampleFiles.Array(example)));
                Assert.Equal(ReferenceWriter.Write(example) + "\n", ExampleFiles.Write(ExampleFiles.Lines(example)));
            }
            else
            {
                faulty++;
            }
        }

        // Each kind was there.
        Assert.All([good - plain, plain, faulty], number => Assert.InRange(number, Count / 50, Count));
    }

    private static IEnumerable<string> Warnings(string example)
    {
        using var document = JsonDocument.Parse(example);
        return ExampleWarnings.Of(document.RootElement);
    }

    private static List<string> Faults(string example)
    {
        try
        {
            using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(example));
            return [.. ExampleRules.Check(new Example(1, document.RootElement)).Select(fault => fault.Message)];
        }
        catch (GatewayException problem)
        {
            return [problem.Message.Replace(" at line 1, position", " at position", StringComparison.Ordinal)];
        }
    }

    private static List<string> Faults(IExampleSource source, string example)
    {
        var read = Assert.Single(ReadExample.All(source));
        Assert.Equal(example, read.Text);
        return [.. read.Faults.Select(fault => fault.Message)];
    }

    private static bool IsPlain(string example)
    {
        try
        {
            return PlainExample.Is(Encoding.UTF8.GetBytes(example), 50_000);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
