using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Data;
using BotGateway.Http;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>Reading an example without a document finds and writes what reading one with a document does.</summary>
public sealed class ExampleOracleTests
{
    private static int Count => Thoroughness.IsWanted ? 20_000 : 4_000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_faults_and_the_same_bytes_in_every_form(int seed)
    {
        var random = new RandomExamples((uint)seed);
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
                Assert.Equal(Clean(example) + "\n", ExampleFiles.Write(ExampleFiles.Array(example)));
                Assert.Equal(Clean(example) + "\n", ExampleFiles.Write(ExampleFiles.Lines(example)));
            }
            else
            {
                faulty++;
            }
        }

        // Each kind was there.
        Assert.All([good - plain, plain, faulty], number => Assert.InRange(number, Count / 50, Count));
    }

    private static string Clean(string example)
    {
        var node = JsonNode.Parse(example)!;
        Clean(node, "");
        return node.ToJsonString(Plain);
    }

    // No nulls but in the parameters of tools, and in messages the roles and the weights that the service knows.
    private static void Clean(JsonNode node, string name)
    {
        foreach (var item in node as JsonArray ?? [])
        {
            if (item is not null)
                Clean(item, name);
        }

        foreach (var (key, value) in (node as JsonObject ?? []).ToList())
        {
            if (value is null)
                node.AsObject().Remove(key);
            else if (name == "messages" && key == "role" && (string?)value == "developer")
                node[key] = "system";
            else if (name == "messages" && key == "weight")
                node[key] = (int)value.GetValue<double>();
            else if (key != "parameters")
                Clean(value, key);
        }
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
