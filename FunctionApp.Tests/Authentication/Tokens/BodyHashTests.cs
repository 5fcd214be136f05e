using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.LocalHost;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class BodyHashTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    // printf %s "" | openssl dgst -sha256 -binary | basenc --base64url
    private const string OfNothing = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    [Fact]
    public async Task A_JavaScript_client_hashes_what_JSON_stringify_writes()
    {
        var body = new JsonObject { ["event_name"] = "check_credentials", ["texto"] = "¡Ñandú 🦤!\u2028\"\\/", ["n"] = 1.50 };

        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body.ToJsonString(Readable.Json), BindsBody = true });

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("""{ "event_name" :  "check_credentials" }""")]
    [InlineData("{\r\n\t\"b\":1,\n\"a\":2, \"event_name\":\"check_credentials\"\n}")]
    [InlineData("""{"10":1,"9":2,"event_name":"check_credentials"}""")]
    [InlineData("""{"event_name":"check_credentials","x":"ñ \u00f1 \u00F1 \/ /"}""")]
    [InlineData("""{"event_name":"check_credentials","x":[1.0,1e2,-0,0.10,12345678901234567890]}""")]
    public async Task The_bytes_on_the_wire_are_hashed_as_they_came(string body)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body, BindsBody = true });

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("""{"event_name":"check_credentials"}""", """{"event_name":"check_credentials" }""")]
    [InlineData("""{"event_name":"check_credentials","a":1,"b":2}""", """{"event_name":"check_credentials","b":2,"a":1}""")]
    [InlineData("""{"event_name":"check_credentials","x":"ñ"}""", """{"event_name":"check_credentials","x":"\u00f1"}""")]
    [InlineData("""{"event_name":"check_credentials","x":1}""", """{"event_name":"check_credentials","x":1.0}""")]
    public async Task A_token_for_one_body_is_refused_with_another_that_means_the_same(string bound, string sent)
    {
        var request = (_gateway.Token() with { Body = bound, BindsBody = true }).Encrypt();

        var answer = await _gateway.SendAsync(request.Text.Replace(bound, sent, StringComparison.Ordinal));

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongBodyHash);
    }

    [Fact]
    public async Task White_space_around_the_body_is_not_part_of_it()
    {
        const string Body = """{"event_name":"check_credentials"}""";
        var request = (_gateway.Token() with { Body = Body, BindsBody = true }).Encrypt();

        var answer = await _gateway.SendAsync(request.Text.Replace(Body, $" \n{Body}\t ", StringComparison.Ordinal));

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("x")]
    [InlineData(OfNothing)]
    [InlineData("l-X95T-P8oj3QqM2IYm1_wt_GHyhi53cEXIfPKvXPTg=")] // Right, but padded.
    [InlineData("", RejectionReason.MalformedClaims)]
    [InlineData(7, RejectionReason.MalformedClaims)]
    internal async Task A_hash_in_any_other_form_is_refused(object hash, RejectionReason reason = RejectionReason.WrongBodyHash)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Claims = new JsonObject { ["body_sha256"] = JsonValue.Create(hash) } });

        _gateway.AssertUnauthorized(answer, reason);
    }

    [Theory]
    [InlineData(OfNothing, 400)]
    [InlineData("x", 401)]
    public async Task Where_there_is_no_body_the_hash_is_that_of_nothing(string hash, int status)
    {
        const string Body = """{"event_name":"check_credentials"}""";
        var request = (_gateway.Token() with { Body = Body, Claims = new JsonObject { ["body_sha256"] = hash } }).Encrypt();

        var answer = await _gateway.SendAsync(request.Text.Replace($",\"body\":{Body}", "", StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
    }
}
