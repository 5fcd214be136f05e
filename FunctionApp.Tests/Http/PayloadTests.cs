using System.Text.Json;
using BotGateway.Authentication;

namespace BotGateway.Tests.Http;

public sealed class PayloadTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private const string Body = "\"body\":{\"event_name\":\"check_credentials\"}";

    [Theory]
    [InlineData("{" + Body + "}")]
    [InlineData("{\"payload\":null," + Body + "}")]
    [InlineData("{\"payload\":{}," + Body + "}")]
    [InlineData("{\"payload\":{\"token\":null,\"signature\":null}," + Body + "}")]
    [InlineData("{\"payload\":{\"key_id\":\"default\"}," + Body + "}")]
    [InlineData("{}")]
    [InlineData("{\"body\":5}")]
    public async Task Who_does_not_say_who_they_are_is_refused(string request)
    {
        var answer = await _gateway.SendAsync(request);

        _gateway.AssertUnauthorized(answer, RejectionReason.NoToken);
    }

    [Theory]
    [InlineData("token", RejectionReason.NoToken)]
    [InlineData("signature", RejectionReason.MalformedToken)] // As a signed token, which has none beside it.
    internal async Task Token_and_signature_are_both_needed(string missing, RejectionReason reason)
    {
        var request = _gateway.Token().Encrypt();
        var payload = new Dictionary<string, string> { ["token"] = request.Token, ["signature"] = request.Signature };
        payload.Remove(missing);

        var answer = await _gateway.SendAsync($$"""{"payload":{{JsonSerializer.Serialize(payload)}},{{Body}}}""");

        _gateway.AssertUnauthorized(answer, reason);
    }

    [Theory]
    [InlineData("[]", "'payload' must be an object")]
    [InlineData("\"token\"", "'payload' must be an object")]
    [InlineData("true", "'payload' must be an object")]
    [InlineData("{\"token\":5}", "'payload.token' must be a string")]
    [InlineData("{\"signature\":[\"x\"]}", "'payload.signature' must be a string")]
    [InlineData("{\"key_id\":{}}", "'payload.key_id' must be a string")]
    public async Task A_payload_of_the_wrong_type_is_a_400_that_names_the_part(string payload, string expected)
    {
        var answer = await _gateway.SendAsync($$"""{"payload":{{payload}},{{Body}}}""");

        Assert.StartsWith(expected, Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Token")]
    [InlineData("kid")]
    [InlineData("alg")]
    public async Task Anything_else_in_the_payload_is_a_400_even_with_a_good_token(string name)
    {
        var request = _gateway.Token().Encrypt();

        var answer = await _gateway.SendAsync(
            request.Text.Replace("{\"payload\":{", $"{{\"payload\":{{\"{name}\":null,", StringComparison.Ordinal));

        Assert.Equal("'payload' may hold 'token', 'signature' and 'key_id', nothing else.", Expected.Problem(400, answer));
    }
}
