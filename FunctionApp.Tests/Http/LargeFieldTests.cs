using System.Text;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

public sealed class LargeFieldTests
{
    // 40,000 numbers: 80 KB of text, a megabyte once they are parsed.
    private static readonly string Array = $"[0{string.Concat(Enumerable.Repeat(",0", 40_000))}]";

    [Fact]
    public void Its_text_is_there_as_it_came()
    {
        var body = Open($$$$"""{"jsonl": {{{{Array}}}} , "n":null, "t":"\u00f1" }""");

        Assert.Equal(Array, Encoding.UTF8.GetString(body.FindRaw("jsonl")!.Value.Value.Span));
        Assert.Equal("\"\\u00f1\"", Encoding.UTF8.GetString(body.FindRaw("t")!.Value.Value.Span));
        Assert.Null(body.FindRaw("n"));
        Assert.Null(body.FindRaw("none"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\u00f1 ñ")]
    [InlineData("\\ud83e\\udda4 🦤")]
    [InlineData("\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000")]
    public void A_text_is_what_the_parser_reads(string json)
    {
        using var field = new BodyField(Encoding.UTF8.GetBytes($"\"{json}\""));

        Assert.Equal(field.Value.GetString(), field.Text);
    }

    [Theory]
    [InlineData("[0", ",0", "]", "'x' must be a string.")]
    [InlineData("{\"a\":[0", ",0", "]}", "'x' must be a string.")]
    [InlineData("\"", "aaaaaaaa", "\"", "'x' is larger than 2097152 bytes.")]
    public void In_place_of_a_text_it_is_refused_unparsed(string before, string piece, string after, string message)
    {
        var body = Open($$$$"""{"x":{{{{before}}}}{{{{string.Concat(Enumerable.Repeat(piece, 1_000_000))}}}}{{{{after}}}}}""");

        var start = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.ThrowsAny<GatewayException>(() => body.RequiredText("x"));

        Assert.Equal((ErrorKind.Invalid, message), (problem.Kind, problem.Message));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - start, 0, 100_000);
    }

    [Fact]
    public void In_place_of_anything_else_it_is_too_large()
    {
        var body = Open($$$$"""{"x":{{{{Array}}}}}""");

        var problem = Assert.ThrowsAny<GatewayException>(() => body.OptionalInteger(["x"], 1, int.MaxValue));

        Assert.Equal((ErrorKind.Invalid, "'x' is larger than 65536 bytes."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("[1, 2]", "[1,2]", true)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("[1,2]", "[2,1]", false)]
    public void Two_spellings_of_one_field_may_mean_the_same(string one, string other, bool areEqual)
    {
        var body = Open($$$$"""{"a":{{{{one}}}},"b":{{{{other}}}}}""");

        if (areEqual)
            Assert.Equal("a", body.Find("a", "b")!.Value.Name);
        else
            Assert.Equal("'a' and 'b' are the same field and differ.", Assert.ThrowsAny<GatewayException>(() => body.FindRaw("a", "b")).Message);
    }

    private static RequestBody Open(string body)
    {
        var share = new UploadShare(new UploadBudget(long.MaxValue), null, CancellationToken.None);
        return new Envelope(Encoding.UTF8.GetBytes($$$$"""{"payload":{},"body":{{{{body}}}}}"""), new BodyBuffer(share, null, 1), share).OpenBody();
    }
}
