using System.Text.Json;
using BotGateway.FineTuning;

namespace BotGateway.Tests.FineTuning;

public sealed class PreferenceRulesTests
{
    private const string User = """{"role":"user","content":"a"}""";
    private const string Answer = """[{"role":"assistant","content":"b"}]""";

    [Theory]
    [InlineData("[]", "An example must be an object with 'input', 'preferred_output' and 'non_preferred_output'.")]
    [InlineData($$"""{"preferred_output":{{Answer}},"non_preferred_output":{{Answer}}}""", "'input' must be an object with 'messages'.")]
    [InlineData($$"""{"input":{},"preferred_output":{{Answer}},"non_preferred_output":{{Answer}}}""", "'input.messages' must be an array with at least one message.")]
    [InlineData($$"""{"input":{"messages":[{{User}}],"x":1},"preferred_output":{{Answer}},"non_preferred_output":{{Answer}}}""", "'x' is not a property of 'input'.")]
    [InlineData($$"""{"input":{"messages":[{{User}}]},"non_preferred_output":{{Answer}}}""", "'preferred_output' must be an array with at least one message.")]
    [InlineData($$"""{"input":{"messages":[{{User}}]},"preferred_output":{{Answer}},"non_preferred_output":[{{User}}]}""", "'non_preferred_output' needs a message of the assistant's.")]
    [InlineData(
        $$"""{"input":{"messages":[{"role":"user"}]},"preferred_output":{{Answer}},"non_preferred_output":{{Answer}}}""",
        "'input.messages', message 1: 'content' must be a non-empty string.")]
    [InlineData(
        $$"""{"input":{"messages":[{{User}}]},"preferred_output":{{Answer}},"non_preferred_output":{{Answer}},"messages":[]}""", "'messages' is not a property of the example.")]
    public void A_faulty_example_is_told_what_is_wrong(string example, string message) => Assert.Equal([message], Check(example));

    [Fact]
    public void Two_outputs_that_are_the_same_teach_nothing()
    {
        var example = $$"""{"input":{"messages":[{{User}}]},"preferred_output":{{Answer}},"non_preferred_output":{{Answer}}}""";

        Assert.Empty(Check(example));
        Assert.Equal(
            ["'preferred_output' and 'non_preferred_output' are the same: there is nothing to learn."], PreferenceRules.Warn(JsonElement.Parse(example)));
    }

    private static IEnumerable<string> Check(string example) => PreferenceRules.Check(new Example(1, JsonElement.Parse(example))).Select(fault => fault.Message);
}
