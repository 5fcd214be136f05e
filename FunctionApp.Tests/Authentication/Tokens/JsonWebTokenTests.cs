using System.Text.Json.Nodes;
using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class JsonWebTokenTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("default", "RS256")]
    [InlineData("default", "PS256")]
    [InlineData(Gateway.Acme, "RS256")]
    [InlineData(Gateway.Curve, "ES256")]
    public async Task A_client_is_authenticated_by_its_own_signature(string client, string algorithm) =>
        Expected.Authenticated(await _gateway.SendAsync(_gateway.Jwt(client, algorithm)));

    [Fact]
    public async Task It_costs_no_decryption()
    {
        var before = _gateway.Vault.Calls.Count("decrypt");

        Expected.Authenticated(await _gateway.SendAsync(_gateway.Jwt()));

        Assert.Equal(before, _gateway.Vault.Calls.Count("decrypt"));
    }

    [Fact]
    public async Task A_key_id_that_names_the_same_client_does_no_harm()
    {
        var jwt = _gateway.Jwt();
        jwt.KeyId = "default";

        Expected.Authenticated(await _gateway.SendAsync(jwt));
    }

    [Theory]
    [InlineData(Gateway.Acme)]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task A_key_id_that_names_another_client_is_refused(string keyId)
    {
        var jwt = _gateway.Jwt();
        jwt.KeyId = keyId;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.ClientsDiffer);
    }

    [Theory]
    [InlineData(Gateway.Acme, RejectionReason.WrongSignature)]
    [InlineData(Gateway.Curve, RejectionReason.WrongSignature)]
    [InlineData("nobody", RejectionReason.UnknownClient)]
    [InlineData("Default", RejectionReason.UnknownClient)]
    internal async Task A_client_cannot_sign_for_another(string kid, RejectionReason reason)
    {
        var jwt = _gateway.Jwt();
        jwt.Header["kid"] = kid;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), reason);
    }

    [Theory]
    [InlineData("aud", "other")]
    [InlineData("aud", "Bot-Gateway")]
    [InlineData("aud", "bot-gateway/")]
    public async Task A_token_for_another_gateway_is_refused(string claim, string value)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims[claim] = value;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.WrongAudience);
    }

    [Fact]
    public async Task A_token_for_another_body_is_refused()
    {
        var jwt = _gateway.Jwt(body: """{"event_name":"new_thread"}""");

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.WrongBodyHash);
    }

    [Theory]
    [InlineData("bot-gateway")]
    [InlineData("bot-gateway", "other")]
    [InlineData("https://other.example/", "", "bot-gateway", "bot-gateway")]
    public async Task An_audience_of_several_is_accepted_if_the_gateway_is_among_them(params string[] audiences)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["aud"] = new JsonArray([.. audiences]);

        Expected.Authenticated(await _gateway.SendAsync(jwt));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("Bot-Gateway", "bot-gateway ")]
    [InlineData("")]
    public async Task An_audience_of_several_others_is_refused(params string[] audiences)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["aud"] = new JsonArray([.. audiences]);

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.WrongAudience);
    }
}
