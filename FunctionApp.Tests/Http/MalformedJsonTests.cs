using System.Net.Http.Headers;
using System.Text;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Http;

public sealed class MalformedJsonTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("  \n", 2, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{} x", 1, 4)]
    [InlineData("{}{}", 1, 3)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("{\"a\":NaN}", 1, 6)]
    [InlineData("{\"a\":-Infinity}", 1, 7)]
    [InlineData("{\"a\":01}", 1, 7)]
    [InlineData("{\n  \"a\": x\n}", 2, 8)]
    [InlineData("{\r\n\r\n  'a': 1\r\n}", 3, 3)]
    [InlineData("{/*x*/}", 1, 2)]
    [InlineData("{}//x", 1, 3)]
    [InlineData("{\"ñ\":x}", 1, 7)] // Positions count bytes.
    [InlineData("{\"a\":\"line\nbreak\"}", 1, 11)]
    [InlineData("{\"a\":\"\\x\"}", 1, 8)]
    public async Task The_400_tells_line_and_position(string json, int line, int position)
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(json));

        Assert.StartsWith($"Malformed JSON at line {line}, position {position}: ", Expected.Problem(400, answer), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"payload\":{},\n}", 2, 1, "there must be no comma before '}'.")]
    [InlineData("{\"payload\":{},\n \"payload\":{}}", 2, 2, "the property 'payload' is there twice in one object.")]
    public async Task It_says_in_the_gateways_words_what_is_wrong(string json, int line, int position, string reason)
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(json));

        Assert.Equal($"Malformed JSON at line {line}, position {position}: {reason}", Expected.Problem(400, answer));
    }

    [Fact]
    public async Task A_byte_order_mark_is_not_JSON()
    {
        var answer = await PostAsync([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']);

        Assert.StartsWith("Malformed JSON at line 1, position 1: ", Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xC3, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })] // Half a surrogate pair.
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 })] // A zero, too long.
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D })] // UTF-16.
    public async Task Invalid_UTF_8_is_a_400(byte[] bytes)
    {
        var answer = await PostAsync(bytes);

        Assert.Equal("The request is not valid UTF-8.", Expected.Problem(400, answer));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    public async Task A_request_that_is_not_an_object_is_a_400(string json)
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(json));

        Assert.Equal("The request must be a JSON object with 'payload' and 'body'.", Expected.Problem(400, answer));
    }

    private async Task<GatewayAnswer> PostAsync(byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await _gateway.PostAsync(content);
    }
}
