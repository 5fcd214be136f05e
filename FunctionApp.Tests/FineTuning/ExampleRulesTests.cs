using System.Text.Json;
using BotGateway.FineTuning;

namespace BotGateway.Tests.FineTuning;

public sealed class ExampleRulesTests
{
    private const string Answer = """{"role":"assistant","content":"b"}""";

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":"b"}]}""")]
    [InlineData(
        """
        {"messages":[{"role":"assistant","content":"b"}],
         "tools":[{"type":"function","function":{"name":"f"}}],"parallel_tool_calls":false}
        """)]
    [InlineData("""{"messages":[{"role":"assistant","content":"b"}],"tools":[],"parallel_tool_calls":true}""")]
    public void A_good_example_has_no_fault(string example) => Assert.Empty(Check(example));

    [Theory]
    [InlineData("""{"messages":[]}""", "'messages' must be an array with at least one message.")]
    [InlineData("""{"messages":{"role":"user"}}""", "'messages' must be an array with at least one message.")]
    [InlineData("""{}""", "'messages' must be an array with at least one message.")]
    [InlineData("""[]""", "An example must be an object with 'messages'.")]
    [InlineData("\"hola\"", "An example must be an object with 'messages'.")]
    [InlineData("null", "An example must be an object with 'messages'.")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", "An example needs at least one assistant message.")]
    [InlineData("""{"messages":[{"role":"assistant","content":"b"}],"prompt":"p"}""", "'prompt' is not a property of the example.")]
    [InlineData("""{"messages":[{"role":"assistant","content":"b"}],"tools":{}}""", "'tools' must be an array of objects.")]
    [InlineData("""{"messages":[{"role":"assistant","content":"b"}],"tools":["f"]}""", "'tools' must be an array of objects.")]
    [InlineData(
        """{"messages":[{"role":"assistant","content":"b"}],"parallel_tool_calls":"yes"}""",
        "'parallel_tool_calls' must be true or false.")]
    public void A_faulty_example_is_told_what_is_wrong(string example, string message) => Assert.Equal([message], Check(example));

    [Theory]
    [InlineData("""{"role":"system","content":"a"}""")]
    [InlineData("""{"role":"developer","content":"a"}""")]
    [InlineData("""{"role":"user","content":"a","name":"ana"}""")]
    [InlineData(
        """
        {"role":"user","content":[{"type":"text","text":"a"},
         {"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}}]}
        """)]
    [InlineData("""{"role":"assistant","content":"a","weight":0}""")]
    [InlineData("""{"role":"assistant","content":"a","weight":1}""")]
    [InlineData("""{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""")]
    [InlineData(
        """{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":""}}]}""")]
    [InlineData(
        """{"role":"assistant","content":"a","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""")]
    [InlineData("""{"role":"tool","content":"a","tool_call_id":"1"}""")]
    public void A_good_message_has_no_fault(string message) => Assert.Empty(CheckMessage(message));

    [Theory]
    [InlineData("\"hola\"", "must be an object with 'role' and 'content'.")]
    [InlineData("null", "must be an object with 'role' and 'content'.")]
    [InlineData("""{"content":"a"}""", "'role' must be")]
    [InlineData("""{"role":"bot","content":"a"}""", "'role' must be system, user, assistant, tool or developer.")]
    [InlineData("""{"role":"User","content":"a"}""", "'role' must be")]
    [InlineData("""{"role":null,"content":"a"}""", "'role' must be")]
    [InlineData("""{"role":"user"}""", "'content' must be a non-empty string.")]
    [InlineData("""{"role":"user","content":""}""", "'content' must be a non-empty string")]
    [InlineData("""{"role":"user","content":null}""", "'content' must be a non-empty string")]
    [InlineData("""{"role":"user","content":7}""", "'content' must be a non-empty string")]
    [InlineData("""{"role":"assistant"}""", "'content' must be a non-empty string")]
    [InlineData("""{"role":"user","content":[]}""", "'content' as an array must hold text parts")]
    [InlineData("""{"role":"user","content":["a"]}""", "'content' as an array must hold text parts")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":""}]}""", "'content' as an array must hold text parts")]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":"https://example.com/a.png"}]}""",
        "'content' as an array must hold text parts")]
    [InlineData("""{"role":"user","content":[{"type":"input_audio","input_audio":{}}]}""", "'content' as an array must hold text parts")]
    [InlineData("""{"role":"user","content":"a","name":""}""", "'name' must be a non-empty string")]
    [InlineData("""{"role":"user","content":"a","name":1}""", "'name' must be a non-empty string")]
    [InlineData("""{"role":"user","content":"a","weight":1}""", "'weight' is only for assistant messages.")]
    [InlineData("""{"role":"assistant","content":"a","weight":2}""", "'weight' must be 0 or 1.")]
    [InlineData("""{"role":"assistant","content":"a","weight":0.5}""", "'weight' must be 0 or 1.")]
    [InlineData("""{"role":"assistant","content":"a","weight":"1"}""", "'weight' must be 0 or 1.")]
    [InlineData(
        """{"role":"user","content":"a","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""",
        "'tool_calls' is only for assistant messages.")]
    [InlineData("""{"role":"assistant","tool_calls":[]}""", "'tool_calls' must hold calls")]
    [InlineData("""{"role":"assistant","tool_calls":{}}""", "'tool_calls' must hold calls")]
    [InlineData("""{"role":"assistant","tool_calls":["f"]}""", "'tool_calls' must hold calls")]
    [InlineData(
        """{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"f","arguments":"{}"}}]}""",
        "'tool_calls' must hold calls")]
    [InlineData(
        """{"role":"assistant","tool_calls":[{"id":"1","type":"code","function":{"name":"f","arguments":"{}"}}]}""",
        "'tool_calls' must hold calls")]
    [InlineData(
        """{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"arguments":"{}"}}]}""",
        "'tool_calls' must hold calls")]
    [InlineData(
        """{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":{}}}]}""",
        "'tool_calls' must hold calls")]
    [InlineData("""{"role":"tool","content":"a"}""", "'tool_call_id' must name the call")]
    [InlineData("""{"role":"tool","content":"a","tool_call_id":""}""", "'tool_call_id' must name the call")]
    [InlineData("""{"role":"user","content":"a","tool_call_id":"1"}""", "'tool_call_id' is only for tool messages.")]
    [InlineData("""{"role":"user","content":"a","refusal":"no"}""", "'refusal' is not a property of a message.")]
    public void A_faulty_message_is_told_what_is_wrong(string message, string fault) =>
        Assert.StartsWith($"Message 2: {fault}", Assert.Single(CheckMessage(message)));

    private static IEnumerable<string> CheckMessage(string message) => Check($"{{\"messages\":[{Answer},{message}]}}");

    private static IEnumerable<string> Check(string example) =>
        ExampleRules.Check(new Example(1, JsonElement.Parse(example))).Select(fault => fault.Message);
}
