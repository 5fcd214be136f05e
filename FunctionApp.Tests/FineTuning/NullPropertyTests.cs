using System.Text.Json;
using BotGateway.FineTuning;
using BotGateway.Tests.FineTuning.Data;

namespace BotGateway.Tests.FineTuning;

/// <summary>A property that is null counts as absent: for the rules, and in the file that the service gets.</summary>
public sealed class NullPropertyTests
{
    private const string User = """{"role":"user","content":"a"}""";
    private const string Assistant = """{"role":"assistant","content":"b"}""";
    private const string Call = """{"id":"1","type":"function","function":{"name":"f","arguments":"{\"a\":null}"}}""";

    [Theory]
    [InlineData("\"tools\":null,\"parallel_tool_calls\":null", "")]
    [InlineData("\"functions\":null,\"split\":null", "")]
    [InlineData(
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":null,\"parameters\":null,\"strict\":null},\"custom\":null}]",
        ""","tools":[{"type":"function","function":{"name":"f"}}]""")]
    [InlineData(
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"properties\":{\"a\":{\"enum\":[\"x\",null],\"default\":null}}}}}]",
        ""","tools":[{"type":"function","function":{"name":"f","parameters":{"properties":{"a":{"enum":["x",null],"default":null}}}}}]""")]
    public void In_an_example(string fields, string written) => Assert.Equal(
        $"{{\"messages\":[{User},{Assistant}]{written}}}", Write($"{{\"messages\":[{User},{Assistant}],{fields}}}"));

    [Theory]
    [InlineData(
        """{"role":"system","content":"a","name":null,"weight":null,"tool_calls":null,"tool_call_id":null}""",
        """{"role":"system","content":"a"}""")]
    [InlineData(
        """{"role":"assistant","content":"a","refusal":null,"audio":null,"function_call":null,"annotations":null,"weight":null}""",
        """{"role":"assistant","content":"a"}""")]
    [InlineData($$"""{"role":"assistant","content":null,"tool_calls":[{{Call}}]}""", $$"""{"role":"assistant","tool_calls":[{{Call}}]}""")]
    [InlineData(
        """
        {"role":"assistant","tool_calls":[{"id":"1","type":"function","index":null,"function":{"name":"f","arguments":"{}","output":null},"custom":null}]}
        """,
        """{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""")]
    [InlineData(
        """{"role":"tool","content":"a","tool_call_id":"1","name":null,"tool_calls":null,"weight":null}""",
        """{"role":"tool","content":"a","tool_call_id":"1"}""")]
    [InlineData(
        """
        {"role":"user","content":[{"type":"text","text":"a","image_url":null},
         {"type":"image_url","text":null,"image_url":{"url":"https://example.com/a.png","detail":null}}]}
        """,
        """
        {"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}
        """)]
    public void In_a_message_at_every_depth(string message, string written) =>
        Assert.Equal($"{{\"messages\":[{Assistant},{written}]}}", Write($"{{\"messages\":[{Assistant},{message}]}}"));

    [Theory]
    [InlineData("""{"messages":null}""", "'messages' must be an array with at least one message.")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},null]}""", "Message 2: must be an object")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},{"role":null,"content":"a"}]}""", "Message 2: 'role' must be")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},{"role":"user","content":null}]}""", "Message 2: 'content' must be a non-empty string")]
    [InlineData($$"""{"messages":[{"role":"assistant","content":null,"tool_calls":null}]}""", "Message 1: 'content' must be a non-empty string")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},{"role":"tool","content":"a","tool_call_id":null}]}""", "Message 2: 'tool_call_id' must name")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},{"role":"user","content":[null]}]}""", "Message 2: 'content' as an array")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},{"role":"user","content":[{"type":"text","text":null}]}]}""", "Message 2: 'content' as an array")]
    [InlineData($$$"""{"messages":[{{{Assistant}}},{"role":"user","content":[{"type":null,"text":"a"}]}]}""", "Message 2: 'content' as an array")]
    [InlineData(
        $$$"""{"messages":[{{{Assistant}}},{"role":"user","content":[{"type":"image_url","image_url":{"url":null}}]}]}""",
        "Message 2: 'content' as an array")]
    [InlineData(
        """{"messages":[{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":null}}]}]}""",
        "Message 1: 'tool_calls' must hold calls")]
    [InlineData("""{"messages":[{"role":"assistant","tool_calls":[null]}]}""", "Message 1: 'tool_calls' must hold calls")]
    [InlineData($$$"""{"messages":[{{{Assistant}}}],"tools":[null]}""", "'tools' must be an array of objects.")]
    [InlineData($$$"""{"messages":[{{{Assistant}}}],"tools":[{"type":"function","function":null}]}""", "'tools' must hold functions: ")]
    [InlineData($$$"""{"messages":[{{{Assistant}}}],"tools":[{"type":"function","function":{"name":null}}]}""", "'tools' must hold functions: ")]
    public void What_must_be_there_is_missing_where_it_is_null(string example, string fault) =>
        Assert.StartsWith(fault, Assert.Single(ExampleRules.Check(Read(example))).Message);

    private static Example Read(string example) => new(1, JsonElement.Parse(example));

    private static string Write(string example) => ExampleFiles.Write(ExampleFiles.Array(example)).TrimEnd('\n');
}
