using System.Text.Json;
using BotGateway.FineTuning;

namespace BotGateway.Tests.FineTuning;

public sealed class PreferenceRulesTests
{
    private const string User = """{"role":"user","content":"a"}""";
    private const string Answered = """{"role":"assistant","content":"b"}""";
    private const string Answer = $"[{Answered}]";
    private const string Other = """[{"role":"assistant","content":"c"}]""";
    private const string Call = """{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""";
    private const string Result = """{"role":"tool","tool_call_id":"1","content":"c"}""";

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

    [Theory]
    [InlineData(User, Answer, "'preferred_output' and 'non_preferred_output' are the same: there is nothing to learn.")]
    [InlineData($"{User},{Call},{Result}", Other, "Message 2: it calls 'f', which 'tools' does not list.")]
    [InlineData($"{User},{Result}", Other, "Message 2: it is the result of call '1', which no message before it makes.")]
    [InlineData("""{"role":"user","content":"a","name":"a b"}""", Other, "Message 1: services refuse this 'name'; they take up to 64 characters without blanks, <, >, |, / and \\.")]
    public void What_may_be_refused_or_not_learned_from_is_told(string messages, string other, string warning)
    {
        var example = $$"""{"input":{"messages":[{{messages}}]},"preferred_output":{{Answer}},"non_preferred_output":{{other}}}""";

        Assert.Empty(Check(example));
        Assert.Equal([warning], PreferenceRules.Warn(JsonElement.Parse(example)));
    }

    [Theory]
    [InlineData($"[{Call}]", "'preferred_output', message 1: it calls 'f', which 'tools' does not list.")]
    [InlineData($"[{Result},{Answered}]", "'preferred_output', message 1: it is the result of call '1', which no message before it makes.")]
    [InlineData(
        """[{"role":"assistant","content":"c","name":"a b"}]""",
        "'preferred_output', message 1: services refuse this 'name'; they take up to 64 characters without blanks, <, >, |, / and \\.")]
    public void Outputs_are_reviewed_as_the_input_is(string output, string warning)
    {
        var preferred = $$"""{"input":{"messages":[{{User}}]},"preferred_output":{{output}},"non_preferred_output":{{Answer}}}""";
        var other = $$"""{"input":{"messages":[{{User}}]},"preferred_output":{{Answer}},"non_preferred_output":{{output}}}""";

        Assert.Empty(Check(preferred));
        Assert.Equal([warning], PreferenceRules.Warn(JsonElement.Parse(preferred)));
        Assert.Equal([$"'non_{warning[1..]}"], PreferenceRules.Warn(JsonElement.Parse(other)));
    }

    [Fact]
    public void A_call_of_a_listed_function_in_an_output_is_fine() => Assert.Empty(PreferenceRules.Warn(JsonElement.Parse(
        $$"""{"input":{"messages":[{{User}}],"tools":[{"type":"function","function":{"name":"f"} }]},"preferred_output":[{{Call}}],"non_preferred_output":{{Answer}}}""")));

    private static IEnumerable<string> Check(string example) => PreferenceRules.Check(new Example(1, JsonElement.Parse(example))).Select(fault => fault.Message);
}
