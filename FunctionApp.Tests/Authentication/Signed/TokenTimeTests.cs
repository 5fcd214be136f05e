using BotGateway.Authentication;
using BotGateway.Authentication.Replay;
using BotGateway.Authentication.Tokens;
using BotGateway.LocalHost.Client;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Authentication.Signed;

/// <summary>The times of a signed token, in seconds from now. The library's defaults would take most of what is refused here.</summary>
public sealed class TokenTimeTests(SignedGateway gateway) : IClassFixture<SignedGateway>
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 300)]
    [InlineData(10, 310)]
    [InlineData(-309, -9)]
    [InlineData(-10, -9)]
    public async Task A_token_is_good_from_10_seconds_before_iat_to_10_seconds_after_exp(int issued, int expires) =>
        Expected.LetIn(await SendAsync(issued, expires));

    [Theory]
    [InlineData(-60, -10, RefusalReason.Expired)]
    [InlineData(-100, -11, RefusalReason.Expired)]
    [InlineData(11, 60, RefusalReason.IssuedAhead)]
    [InlineData(3600, 3660, RefusalReason.IssuedAhead)]
    [InlineData(0, 301, RefusalReason.ExpiresTooLate)]
    [InlineData(-300, 1, RefusalReason.ExpiresTooLate)]
    [InlineData(0, 0, RefusalReason.MalformedClaims)]
    [InlineData(5, 4, RefusalReason.MalformedClaims)]
    internal async Task At_any_other_time_and_for_a_longer_time_it_is_refused(int issued, int expires, RefusalReason reason) =>
        gateway.AssertRefused(await SendAsync(issued, expires), reason);

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, RefusalReason.IssuedAhead)]
    internal async Task A_client_that_sets_nbf_is_taken_at_its_word(int notBefore, RefusalReason? reason)
    {
        var jwt = gateway.Jwt();
        jwt.Claims["nbf"] = gateway.Now.ToUnixTimeSeconds() + notBefore;

        var answer = await gateway.SendAsync(jwt);

        if (reason is null)
            Expected.LetIn(answer);
        else
            gateway.AssertRefused(answer, reason.Value);
    }

    [Fact]
    public async Task What_nbf_says_does_not_make_iat_any_other()
    {
        var jwt = gateway.Jwt();
        jwt.Claims["iat"] = gateway.Now.ToUnixTimeSeconds() + 11;
        jwt.Claims["nbf"] = gateway.Now.ToUnixTimeSeconds();

        gateway.AssertRefused(await gateway.SendAsync(jwt), RefusalReason.IssuedAhead);
    }

    // The furthest apart that the ends of two tokens can be which are good at one time.
    [Theory]
    [InlineData(-309, -9, 10, 310)]
    [InlineData(10, 310, -309, -9)]
    public async Task One_jti_lets_in_once_however_far_apart_its_tokens_end(int issued, int expires, int issuedAgain, int expiresAgain)
    {
        var jti = Guid.NewGuid().ToString();

        Expected.LetIn(await SendAsync(issued, expires, jti));
        gateway.AssertRefused(await SendAsync(issuedAgain, expiresAgain, jti), RefusalReason.UsedToken);
    }

    // What no request can bring: a gateway without a name is nobody's audience all the same.
    [Fact]
    public void A_gateway_without_a_name_refuses_an_audience_without_one()
    {
        var claims = new SignedClaims(gateway.Now, gateway.Now, gateway.Now, [""], "x", TokenUse.OfSigned("default", "1", gateway.Now));

        var refusal = Assert.Throws<RefusalException>(() => claims.CheckCredentials(new Client("default", "", new HashSet<string>()), ""));

        Assert.Equal(RefusalReason.WrongAudience, refusal.Reason);
    }

    private Task<GatewayAnswer> SendAsync(int issued, int expires, string? jti = null)
    {
        var jwt = gateway.Jwt();
        jwt.Claims["iat"] = gateway.Now.ToUnixTimeSeconds() + issued;
        jwt.Claims["exp"] = gateway.Now.ToUnixTimeSeconds() + expires;
        if (jti is not null)
            jwt.Claims["jti"] = jti;
        return gateway.SendAsync(jwt);
    }
}
