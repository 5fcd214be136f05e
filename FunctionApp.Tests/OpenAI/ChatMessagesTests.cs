using System.Text.Json;
using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class ChatMessagesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("¿Qué tal? 😀 你好")]
    [InlineData("""He said "yes" \ no, [1], {"a":2},""")]
    [InlineData("line\nline\r\n\ttab \0 \u001F \u007F \u2028 \u2029 \uFEFF")]
    [InlineData("</script><!-- & ' + -->")]
    public void Any_text_arrives_as_it_is(string text)
    {
        var body = BodyOf(
            ChatMessages.Of(new ChatMessage("system", text)),
            ChatMessages.Of(new ChatMessage("user", text), new ChatMessage("assistant", text)),
            ChatMessages.Of(new ChatMessage("user", text)));

        Assert.Equal(
            [("system", text), ("user", text), ("assistant", text), ("user", text)],
            body.GetProperty("messages").EnumerateArray().Select(message => (message.GetProperty("role").GetString()!, message.GetProperty("content").GetString()!)));
    }

    [Fact]
    public void Half_a_surrogate_pair_arrives_as_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", BodyOf(ChatMessages.Of(new ChatMessage("user", "a\uD83Db"))).GetProperty("messages")[0].GetProperty("content").GetString());

    [Fact]
    public void A_long_history_is_sent_whole()
    {
        var turns = Enumerable.Range(1, 1_000).Select(i => ChatMessages.Of(new ChatMessage("user", $"pregunta {i}"), new ChatMessage("assistant", $"respuesta {i}")));

        var messages = BodyOf([.. turns]).GetProperty("messages");

        Assert.Equal(2_000, messages.GetArrayLength());
        Assert.Equal("respuesta 1000", messages[1_999].GetProperty("content").GetString());
    }

    [Fact]
    public void Letters_with_accents_take_two_bytes() =>
        Assert.Equal("""{"role":"user","content":"ñandú"}"""u8, ChatMessages.Of(new ChatMessage("user", "ñandú")).Utf8.Span);

    private static JsonElement BodyOf(params ChatMessages[] messages) =>
        JsonElement.Parse(ChatBody.Of(new ChatRequest("gpt-4.1-mini", messages, 0.8, 100), 0.8).ToMemory().Span);
}
