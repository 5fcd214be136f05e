using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Authentication.Signed;

public sealed class SignedTokenTests(SignedGateway gateway) : IClassFixture<SignedGateway>
{
    [Theory]
    [InlineData("default", "RS256")]
    [InlineData("default", "PS256")]
    [InlineData(Gateway.Acme, "RS256")]
    [InlineData(SignedGateway.Curve, "ES256")]
    public async Task A_client_is_let_in_by_its_own_signature(string client, string algorithm) =>
        Expected.LetIn(await gateway.SendAsync(gateway.Jwt(client, algorithm)));

    [Fact]
    public async Task It_costs_no_decryption()
    {
        var before = gateway.Sealed.Gateway.Vault.Calls.Count("decrypt");

        Expected.LetIn(await gateway.SendAsync(gateway.Jwt()));

        Assert.Equal(before, gateway.Sealed.Gateway.Vault.Calls.Count("decrypt"));
    }

    [Fact]
    public async Task A_key_id_that_names_the_same_client_does_no_harm()
    {
        var jwt = gateway.Jwt();
        jwt.KeyId = "default";

        Expected.LetIn(await gateway.SendAsync(jwt));
    }

    [Theory]
    [InlineData(Gateway.Acme)]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task A_key_id_that_names_another_client_is_refused(string keyId)
    {
        var jwt = gateway.Jwt();
        jwt.KeyId = keyId;

        gateway.AssertRefused(await gateway.SendAsync(jwt), RejectionReason.ClientsDiffer);
    }

    [Theory]
    [InlineData(Gateway.Acme, RejectionReason.WrongSignature)]
    [InlineData(SignedGateway.Curve, RejectionReason.WrongSignature)]
    [InlineData("nobody", RejectionReason.UnknownClient)]
    [InlineData("Default", RejectionReason.UnknownClient)]
    internal async Task A_client_cannot_sign_for_another(string kid, RejectionReason reason)
    {
        var jwt = gateway.Jwt();
        jwt.Header["kid"] = kid;

        gateway.AssertRefused(await gateway.SendAsync(jwt), reason);
    }

    [Theory]
    [InlineData("aud", "other")]
    [InlineData("aud", "Bot-Gateway")]
    [InlineData("aud", "bot-gateway/")]
    public async Task A_token_for_another_gateway_is_refused(string claim, string value)
    {
        var jwt = gateway.Jwt();
        jwt.Claims[claim] = value;

        gateway.AssertRefused(await gateway.SendAsync(jwt), RejectionReason.WrongAudience);
    }

    [Fact]
    public async Task A_token_for_another_body_is_refused()
    {
        var jwt = gateway.Jwt(body: """{"event_name":"new_thread"}""");

        gateway.AssertRefused(await gateway.SendAsync(jwt), RejectionReason.WrongBodyHash);
    }

    [Theory]
    [InlineData("bot-gateway")]
    [InlineData("bot-gateway", "other")]
    [InlineData("https://other.example/", "", "bot-gateway", "bot-gateway")]
    public async Task An_audience_of_several_lets_in_where_the_gateway_is_among_them(params string[] audiences)
    {
        var jwt = gateway.Jwt();
        jwt.Claims["aud"] = new JsonArray([.. audiences]);

        Expected.LetIn(await gateway.SendAsync(jwt));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("Bot-Gateway", "bot-gateway ")]
    [InlineData("")]
    public async Task An_audience_of_several_others_is_refused(params string[] audiences)
    {
        var jwt = gateway.Jwt();
        jwt.Claims["aud"] = new JsonArray([.. audiences]);

        gateway.AssertRefused(await gateway.SendAsync(jwt), RejectionReason.WrongAudience);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("00e-2")]
    [InlineData("e0")]
    [InlineData("E+0")]
    public async Task Whole_seconds_count_in_any_spelling_of_JSON(string suffix)
    {
        var jwt = gateway.Jwt();
        jwt.ClaimsText = jwt.Claims.ToJsonString()
            .Replace($"{jwt.Claims["exp"]}", suffix == "0" ? $"{jwt.Claims["exp"]}.0" : $"{jwt.Claims["exp"]}{suffix}", StringComparison.Ordinal)
            .Replace($"{jwt.Claims["iat"]}", $"{jwt.Claims["iat"]}.00", StringComparison.Ordinal);

        Expected.LetIn(await gateway.SendAsync(jwt));
    }

    [Theory]
    [InlineData("iat")]
    [InlineData("exp")]
    [InlineData("jti")]
    [InlineData("aud")]
    [InlineData("body_sha256")]
    public async Task Every_claim_is_required(string claim)
    {
        var (missing, isNull) = (gateway.Jwt(), gateway.Jwt());
        missing.Claims.Remove(claim);
        isNull.Claims[claim] = null;

        gateway.AssertRefused(await gateway.SendAsync(missing), RejectionReason.MalformedClaims);
        gateway.AssertRefused(await gateway.SendAsync(isNull), RejectionReason.MalformedClaims);
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
        var jwt = gateway.Jwt();
        jwt.Claims[claim] = JsonNode.Parse(value);

        gateway.AssertRefused(await gateway.SendAsync(jwt), RejectionReason.MalformedClaims);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_jti_has_1_to_128_characters(int length, bool isLetIn)
    {
        var jwt = gateway.Jwt();
        jwt.Claims["jti"] = new string('ñ', length);

        var answer = await gateway.SendAsync(jwt);

        if (isLetIn)
            Expected.LetIn(answer);
        else
            gateway.AssertRefused(answer, RejectionReason.MalformedClaims);
    }

    [Fact]
    public async Task A_jti_is_good_once_for_its_client()
    {
        var (first, again, others) = (gateway.Jwt(), gateway.Jwt(), gateway.Jwt(Gateway.Acme));
        again.Claims["jti"] = first.Claims["jti"]!.DeepClone();
        again.Claims["exp"] = gateway.Now.ToUnixTimeSeconds() + 50;
        others.Claims["jti"] = first.Claims["jti"]!.DeepClone();

        Expected.LetIn(await gateway.SendAsync(first));
        gateway.AssertRefused(await gateway.SendAsync(again), RejectionReason.UsedToken);
        Expected.LetIn(await gateway.SendAsync(others));
    }

    [Fact]
    public async Task Claims_that_are_not_known_are_ignored()
    {
        var jwt = gateway.Jwt();
        jwt.Claims["iss"] = "acme";
        jwt.Claims["scope"] = new JsonArray("all");

        Expected.LetIn(await gateway.SendAsync(jwt));
    }
}
