using System.Text;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

/// <summary>Requests over 64 KiB: of those the payload is sought at both ends, and all else is read once the sender is known.</summary>
public sealed class EnvelopeTests
{
    private const string Payload = """{"token":"t","signature":"s","key_id":"acme"}""";

    private static readonly string Large = new('x', 1_000_000);

    public static TheoryData<string> Found =>
    [
        $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"}}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}"},"payload":{{{{Payload}}}}}""",
        $$$$"""  {  "body" : {"x":"{{{{Large}}}}"} , "payload" : {{{{Payload}}}} }  """,
        $$$$"""{"a":1,"payload":{{{{Payload}}}},"b":"{{{{Large}}}}","body":{"x":"{{{{Large}}}}"}}""",
        $$$$"""{"b":"{{{{Large}}}}","body":{"x":"{{{{Large}}}}"},"payload":{{{{Payload}}}},"c":{"payload":1}}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}","payload":{"token":"other"}},"payload":{{{{Payload}}}}}""",
        $$$$"""{"\u0070ayload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"}}""",
        // Between one window and two.
        $$$$"""{"body":{"x":"{{{{Large[..70_000]}}}}"},"payload":{{{{Payload}}}}}""",
        $$$$"""{"body":{"x":"{{{{Large[..32_740]}}}}"},"payload":{{{{Payload}}}},"c":"{{{{Large[..32_000]}}}}"}""",
    ];

    [Theory]
    [MemberData(nameof(Found))]
    public void The_payload_may_stand_at_either_end(string request)
    {
        using var envelope = Open(request);

        Assert.Equal(("t", "s", "acme"), (envelope.Token, envelope.Signature, envelope.KeyId));
        envelope.Confirm();
        using var whole = System.Text.Json.JsonDocument.Parse(request);
        var body = whole.RootElement.GetProperty("body");
        Assert.Equal(body.GetRawText(), Encoding.UTF8.GetString(envelope.RawBody));
        Assert.Equal(body.GetProperty("x").GetRawText(), Encoding.UTF8.GetString(envelope.OpenBody().FindRaw("x")!.Value.Value.Span));
    }

    public static TheoryData<string> NotFound =>
    [
        $$$$"""{"body":{"x":"{{{{Large}}}}"}}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}","payload":{{{{Payload}}}}}}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}"},"c":[{"payload":{{{{Payload}}}}}]}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}","y":"\"payload\":{\"token\":\"t\"}}"}}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}"},"payload":{{{{Payload}}}},"c":"{{{{Large}}}}"}""",
        $$$$"""{"body":{"x":"{{{{Large}}}}"},"payload":null}""",
        "{}" + new string(' ', 1_000_000),
    ];

    [Theory]
    [MemberData(nameof(NotFound))]
    public void A_payload_elsewhere_is_none(string request)
    {
        using var envelope = Open(request);

        Assert.Null(envelope.Token);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "[" + string.Join(',', Enumerable.Repeat("0", 100_000)) + "]", "The request must be a JSON object" },
        { new string(' ', 100_000) + $$$$"""{"payload":{{{{Payload}}}}}""", "The request must be a JSON object" },
        { $$$$"""{"body":{"x":"{{{{Large}}}}"},"payload":7}""", "'payload' must be an object" },
        { $$$$"""{"payload":{"token":7},"body":{"x":"{{{{Large}}}}"}}""", "'payload.token' must be a string." },
        { $$$$"""{"payload":{"tokens":"t"},"body":{"x":"{{{{Large}}}}"}}""", "'payload' may hold" },
        { $$$$"""{"payload":{"token":"\ud83e"},"body":{"x":"{{{{Large}}}}"}}""", "'payload' holds text" },
        { $$$$"""{"a":01,"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"}}""", "Malformed JSON at line 1, position 7: a number must not start with a zero." },
        { $$$$"""{"body":{{{{new string('[', 100_000)}}}},"payload":{{{{Payload}}}}}""", "Malformed JSON at line 1, position 72: the nesting is too deep" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_looked_at_and_wrong_is_a_400(string request, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<GatewayException>(() => Open(request)).Message, StringComparison.Ordinal);

    public static TheoryData<string, string> Ambiguous => new()
    {
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"},"payload":{"token":"other"}}""", "Malformed JSON" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"},"body":{}}""", "Malformed JSON" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}","a":{"b":1,"b":2}}}""", "Malformed JSON" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}","a":"\udda4"}}""", "The string at byte" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}","a":1e999}}""", "The number at byte" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}","a":{{{{new string('[', 100)}}}}}}""", "Malformed JSON" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"} """, "Malformed JSON" },
        { $$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"}} {}""", "Malformed JSON" },
        // What the tail makes a payload of, though an object or an array is still open before it.
        { $$$$"""{"body":{"x":"{{{{Large}}}}","payload":{{{{Payload}}}}}""", "Malformed JSON" },
        { $$$$"""{"body":[{"x":"{{{{Large}}}}","payload":{{{{Payload}}}}}""", "Malformed JSON" },
    };

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public void What_was_not_looked_at_is_checked_before_the_body_is_opened(string request, string message)
    {
        using var envelope = Open(request);

        Assert.Equal("t", envelope.Token);
        Assert.StartsWith(message, Assert.ThrowsAny<GatewayException>(envelope.Confirm).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Invalid, Assert.ThrowsAny<GatewayException>(() => envelope.OpenBody()).Kind);
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_a_400_wherever_it_stands()
    {
        var bytes = Encoding.UTF8.GetBytes($$$$"""{"payload":{{{{Payload}}}},"body":{"x":"{{{{Large}}}}"}}""");
        bytes[^10] = 0xFF;
        using var envelope = Open(bytes);

        Assert.Equal("The request is not valid UTF-8.", Assert.ThrowsAny<GatewayException>(envelope.Confirm).Message);
    }

    // Its numbers alone would be 48 MB in a document.
    [Theory]
    [InlineData("[", "")]
    [InlineData("{\"body\":[", "],\"payload\":{\"token\":\"t\"}}")]
    [InlineData("{\"payload\":{\"token\":\"t\"},\"body\":[", "]}")]
    public void An_unknown_clients_request_costs_no_more_than_the_looking(string before, string after)
    {
        var bytes = Encoding.ASCII.GetBytes($"{before}0{string.Concat(Enumerable.Repeat(",0", 4_000_000))}{after}");
        AllocationsOf(() => Open(bytes)); // What is made once.

        Assert.InRange(AllocationsOf(() => Open(bytes)), 0, 256 * 1024);
    }

    // All of it is checked then, and its fields are found: in memory that does not grow with it.
    [Fact]
    public void A_clients_request_is_confirmed_without_a_document()
    {
        var examples = string.Concat(Enumerable.Repeat("""{"a":{"b":"\u00f1"},"c":1.5},""", 100_000));
        using var envelope = Open($$$$"""{"payload":{{{{Payload}}}},"body":{"jsonl":[{{{{examples}}}}{}]}}""");

        // Names are copied, one at a time.
        Assert.InRange(AllocationsOf(envelope.Confirm), 0, 32 * 1024 * 1024);
        Assert.Equal(examples.Length + 4, envelope.OpenBody().FindRaw("jsonl")!.Value.Value.Length);
    }

    [Fact]
    public void More_names_than_any_object_means_are_a_400()
    {
        var names = string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"{i}\":0"));
        using var envelope = Open($$$$"""{"payload":{{{{Payload}}}},"body":{"x":{{{{{names}}}}}}}""");

        var problem = Assert.ThrowsAny<GatewayException>(envelope.Confirm);

        Assert.Equal(ErrorKind.Invalid, problem.Kind);
        Assert.EndsWith("are too many or too long.", problem.Message, StringComparison.Ordinal);
    }

    private static long AllocationsOf(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            action();
        }
        catch (GatewayException)
        {
            // What it costs is the question.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Envelope Open(string request) => Open(Encoding.UTF8.GetBytes(request));

    private static Envelope Open(byte[] request)
    {
        var share = new UploadShare(new UploadBudget(long.MaxValue), null, CancellationToken.None);
        return new Envelope(request, new BodyBuffer(share, null, 1), share);
    }
}
