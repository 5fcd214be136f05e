using BotGateway.Tests.FineTuning.Data;

namespace BotGateway.Tests.FineTuning;

/// <summary>What is warned of, each where a whole file is checked, so that no example passes by on a faster way.</summary>
public sealed class ExampleWarningsTests
{
    private const string User = """{"role":"user","content":"a"}""";
    private const string Answer = """{"role":"assistant","content":"b"}""";
    private const string Call = """{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""";
    private const string Result = """{"role":"tool","content":"c","tool_call_id":"1"}""";
    private const string Tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";

    [Theory]
    [InlineData($$"""{"messages":[{{User}},{{Answer}}]}""")]
    [InlineData($$"""{"messages":[{{User}},{{Call}},{{Result}},{{Answer}}],{{Tools}}}""")]
    [InlineData($$"""{"messages":[{{User}},{{Call}}],{{Tools}}}""")]
    [InlineData($$"""{"messages":[{{User}},{"role":"assistant","content":"b","weight":0},{{User}},{{Answer}}]}""")]
    [InlineData($$"""{"messages":[{"role":"user","content":"a","name":"josé"},{{Answer}}]}""")]
    public void A_good_example_has_none(string example) => Assert.Empty(Warnings(example));

    [Theory]
    [InlineData($$"""{"messages":[{{Answer}},{{User}}]}""", "The last message is not the assistant's: there is nothing to learn at the end.")]
    [InlineData(
        $$"""{"messages":[{{User}},{"role":"assistant","content":"b","weight":0}]}""", "Every message of the assistant's has 'weight' 0: there is nothing to learn.")]
    [InlineData($$"""{"messages":[{{Result}},{{Answer}}]}""", "Message 1: it is the result of call '1', which no message before it makes.")]
    [InlineData($$"""{"messages":[{{Call}},{{Answer}}],{{Tools}}}""", "Message 1: call '1' has no result in the messages after it.")]
    [InlineData($$"""{"messages":[{{Call}},{{Result}},{{Answer}}]}""", "Message 1: it calls 'f', which 'tools' does not list.")]
    [InlineData(
        $$"""{"messages":[{"role":"user","content":"a","name":"Ana María"},{{Answer}}]}""",
        "Message 1: services refuse this 'name'; they take up to 64 characters without blanks, <, >, |, / and \\.")]
    public void What_may_be_refused_or_not_learned_from_is_told(string example, string message) => Assert.Equal([message], Warnings(example));

    [Theory]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f g\"}}]", "'tools' must name each function with 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData(
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"properties\":[]}}}]",
        "'tools' must have an object for 'properties', not an array; without parameters, {}.")]
    public void What_is_sure_to_be_refused_is_a_fault(string tools, string message)
    {
        var read = Assert.Single(ReadExample.All(ExampleFiles.Lines($$"""{"messages":[{{Answer}}],{{tools}}}""")));

        Assert.Equal([message], read.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void The_first_fifty_are_listed_and_the_others_counted()
    {
        var warnings = ExampleFiles.Check(ExampleFiles.Lines(string.Concat(Enumerable.Repeat($$"""{"messages":[{{Answer}},{{User}}]}""" + "\n", 60)))).Summary.Warnings;

        Assert.Equal((50, 10), (warnings.Kept!.Count, warnings.More));
        Assert.Equal(Enumerable.Range(1, 50).Select(line => (int?)line), warnings.Kept.Select(warning => warning.Line));
    }

    private static IEnumerable<string> Warnings(string example) =>
        ExampleFiles.Check(ExampleFiles.Lines(example)).Summary.Warnings.Kept?.Select(warning => warning.Message) ?? [];
}
