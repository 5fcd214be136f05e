using System.Text.Json.Nodes;
using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class JwtClaimTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

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
