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

    [Theory]
    [InlineData("0")]
    [InlineData("00e-2")]
    [InlineData("e0")]
    [InlineData("E+0")]
    public async Task Whole_seconds_count_in_any_spelling_of_JSON(string suffix)
    {
        var jwt = _gateway.Jwt();
        jwt.ClaimsText = jwt.Claims.ToJsonString()
            .Replace($"{jwt.Claims["exp"]}", suffix == "0" ? $"{jwt.Claims["exp"]}.0" : $"{jwt.Claims["exp"]}{suffix}", StringComparison.Ordinal)
            .Replace($"{jwt.Claims["iat"]}", $"{jwt.Claims["iat"]}.00", StringComparison.Ordinal);

        Expected.Authenticated(await _gateway.SendAsync(jwt));
    }

    [Theory]
    [InlineData("iat")]
    [InlineData("exp")]
    [InlineData("jti")]
    [InlineData("aud")]
    [InlineData("body_sha256")]
    public async Task Every_claim_is_required(string claim)
    {
        var (missing, isNull) = (_gateway.Jwt(), _gateway.Jwt());
        missing.Claims.Remove(claim);
        isNull.Claims[claim] = null;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(missing), RejectionReason.MalformedClaims);
        _gateway.AssertUnauthorized(await _gateway.SendAsync(isNull), RejectionReason.MalformedClaims);
    }

    [Theory]
    [InlineData("aud", "[]")]
    [InlineData("aud", """[["bot-gateway"]]""")]
    [InlineData("aud", """["bot-gateway",1]""")]
    [InlineData("aud", """["bot-gateway",null]""")]
    [InlineData("aud", """{"bot-gateway":"bot-gateway"}""")]
    [InlineData("aud", "true")]
    [InlineData("aud", "\" \"")]
    [InlineData("jti", "7")]
    [InlineData("jti", "\"\"")]
    [InlineData("iat", "\"1795421600\"")]
    [InlineData("exp", "1795421660.5")]
    [InlineData("exp", "17954216605e-1")]
    [InlineData("exp", "1795421660.0000000000000000000000000000001")]
    [InlineData("exp", "1e400")]
    [InlineData("exp", "99999999999999999999")]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("iat", "-1")]
    [InlineData("nbf", "\"now\"")]
    [InlineData("body_sha256", "[]")]
    public async Task A_claim_in_another_form_is_refused(string claim, string value)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims[claim] = JsonNode.Parse(value);

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedClaims);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_jti_has_1_to_128_characters(int length, bool isLetIn)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["jti"] = new string('ñ', length);

        var answer = await _gateway.SendAsync(jwt);

        if (isLetIn)
            Expected.Authenticated(answer);
        else
            _gateway.AssertUnauthorized(answer, RejectionReason.MalformedClaims);
    }

    [Fact]
    public async Task A_jti_is_good_once_for_its_client()
    {
        var (first, again, others) = (_gateway.Jwt(), _gateway.Jwt(), _gateway.Jwt(Gateway.Acme));
        again.Claims["jti"] = first.Claims["jti"]!.DeepClone();
        again.Claims["exp"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + 50;
        others.Claims["jti"] = first.Claims["jti"]!.DeepClone();

        Expected.Authenticated(await _gateway.SendAsync(first));
        _gateway.AssertUnauthorized(await _gateway.SendAsync(again), RejectionReason.UsedToken);
        Expected.Authenticated(await _gateway.SendAsync(others));
    }

    [Fact]
    public async Task Claims_that_are_not_known_are_ignored()
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["iss"] = "acme";
        jwt.Claims["scope"] = new JsonArray("all");

        Expected.Authenticated(await _gateway.SendAsync(jwt));
    }
}
