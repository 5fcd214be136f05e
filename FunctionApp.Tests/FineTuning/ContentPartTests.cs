using System.Text;
using System.Text.Json;
using BotGateway.FineTuning;

namespace BotGateway.Tests.FineTuning;

/// <summary>Content as an array of parts: of text for every role, of images for the user too. Either service takes it as it is.</summary>
public sealed class ContentPartTests(TrainingGateway azure, OpenAITrainingGateway openAI)
    : IClassFixture<TrainingGateway>, IClassFixture<OpenAITrainingGateway>
{
    private const string Text = """{"type":"text","text":"a"}""";
    private const string Image = """{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}""";
    private const string Calls = "\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]";
    private const string TextOnly = "'content' as an array must hold text parts ({\"type\":\"text\",\"text\"}); image parts are only for user messages.";
    private const string Parts =
        "'content' as an array must hold text parts ({\"type\":\"text\",\"text\"}) and image parts ({\"type\":\"image_url\",\"image_url\":{\"url\"}}).";

    [Theory]
    [InlineData($$"""{"role":"system","content":[{{Text}}]}""")]
    [InlineData($$"""{"role":"developer","content":[{{Text}},{{Text}}]}""")]
    [InlineData($$"""{"role":"user","content":[{{Text}}]}""")]
    [InlineData($$"""{"role":"user","content":[{{Image}}]}""")]
    [InlineData($$"""{"role":"assistant","content":[{{Text}},{{Text}}],"weight":1}""")]
    [InlineData($$"""{"role":"tool","tool_call_id":"1","content":[{{Text}}]}""")]
    [InlineData($$"""{"role":"assistant","content":[{{Text}}],{{Calls}}}""")]
    [InlineData($$"""{"role":"assistant","content":[{"type":"text","text":""}],{{Calls}}}""")]
    [InlineData($$"""{"role":"assistant","content":"",{{Calls}}}""")]
    [InlineData($$"""{"role":"assistant",{{Calls}}}""")]
    public void Text_parts_are_for_every_role_and_may_be_empty_beside_tool_calls(string message) => Assert.Empty(Check(message));

    [Theory]
    [InlineData($$"""{"role":"system","content":[{{Image}}]}""", TextOnly)]
    [InlineData($$"""{"role":"developer","content":[{{Text}},{{Image}}]}""", TextOnly)]
    [InlineData($$"""{"role":"assistant","content":[{{Image}}]}""", TextOnly)]
    [InlineData($$"""{"role":"tool","tool_call_id":"1","content":[{{Image}}]}""", TextOnly)]
    [InlineData("""{"role":"assistant","content":[{"type":"refusal","refusal":"no"}]}""", TextOnly)]
    [InlineData("""{"role":"system","content":[]}""", TextOnly)]
    [InlineData("""{"role":"assistant","content":["a"]}""", TextOnly)]
    [InlineData("""{"role":"assistant","content":[{"type":"text"}]}""", TextOnly)]
    [InlineData("""{"role":"assistant","content":[{"text":"a"}]}""", TextOnly)]
    [InlineData("""{"role":"assistant","content":[{"type":"text","text":""}]}""", TextOnly)]
    [InlineData("""{"role":"tool","tool_call_id":"1","content":[{"type":"text","text":7}]}""", TextOnly)]
    [InlineData($$"""{"role":"assistant","content":[],{{Calls}}}""", TextOnly)]
    [InlineData($$"""{"role":"assistant","content":[{{Image}}],{{Calls}}}""", TextOnly)]
    [InlineData("""{"role":"user","content":[]}""", Parts)]
    [InlineData("""{"role":"user","content":[{"type":"input_audio","input_audio":{}}]}""", Parts)]
    [InlineData("""{"role":"assistant","content":""}""", "'content' must be a non-empty string.")]
    [InlineData($$"""{"role":"assistant","content":{},{{Calls}}}""", "'content' must be a non-empty string.")]
    [InlineData("""{"role":"tool","tool_call_id":"1","content":""}""", "'content' must be a non-empty string.")]
    [InlineData("""{"role":"function","name":"f","content":"a"}""", "'role' must be system, user, assistant, tool or developer.")]
    public void Other_parts_are_a_fault_that_says_what_is_taken(string message, string fault) =>
        Assert.Equal($"Message 2: {fault}", Assert.Single(Check(message)));

    [Fact]
    public async Task They_reach_either_service_as_they_are()
    {
        var example = $$"""
            {"messages":[{"role":"system","content":[{{Text}}]},{"role":"user","content":[{{Text}},{{Image}}]},{"role":"assistant","content":"",{{Calls}}},
            {"role":"tool","content":[{{Text}}],"tool_call_id":"1"},{"role":"assistant","content":[{{Text}},{{Text}}]}]}
            """.ReplaceLineEndings("");
        foreach (var gateway in new[] { azure.Gateway, openAI.Gateway })
        {
            var answer = await gateway.CallAsync(Examples.TrainOn($"\"jsonl\":{Examples.Text(Examples.Lines(10) + "\n" + example)}"));

            Assert.Equal(200, answer.Status);
            Assert.EndsWith($"\n{example}\n", Encoding.UTF8.GetString(gateway.ReadFile(answer["file_id"])), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task They_may_stand_in_a_flat_conversation_too()
    {
        var pair = $$"""{"role":"user","content":[{{Text}}],"name":null},{"role":"assistant","content":[{{Text}}],"tool_calls":null}""";

        var answer = await azure.Gateway.CallAsync(Examples.TrainOn($"\"messages\":[{Examples.Flat()[1..^1]},{pair}]"));

        Assert.Equal(200, answer.Status);
        Assert.EndsWith(
            $$"""{"messages":[{"role":"user","content":[{{Text}}]},{"role":"assistant","content":[{{Text}}]}]}""" + "\n",
            Encoding.UTF8.GetString(azure.Gateway.ReadFile(answer["file_id"])),
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Check(string message) =>
        ExampleRules.Check(new Example(1, JsonElement.Parse($$"""{"messages":[{"role":"assistant","content":"b"},{{message}}]}""")))
            .Select(fault => fault.Message);
}
