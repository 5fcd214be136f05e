using BotGateway.Authentication;
using BotGateway.Authentication.Tokens;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Authentication.Tokens;

/// <summary>The times of a signed token, in seconds from now. The library's defaults would take most of what is refused here.</summary>
public sealed class JwtTimeTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 300)]
    [InlineData(10, 310)]
    [InlineData(-309, -9)]
    [InlineData(-10, -9)]
    public async Task A_token_is_good_from_10_seconds_before_iat_to_10_seconds_after_exp(int issued, int expires) =>
        Expected.Authenticated(await SendAsync(issued, expires));

    [Theory]
    [InlineData(-60, -10, RejectionReason.Expired)]
    [InlineData(-100, -11, RejectionReason.Expired)]
    [InlineData(11, 60, RejectionReason.IssuedAhead)]
    [InlineData(3600, 3660, RejectionReason.IssuedAhead)]
    [InlineData(0, 301, RejectionReason.ExpiresTooLate)]
    [InlineData(-300, 1, RejectionReason.ExpiresTooLate)]
    [InlineData(0, 0, RejectionReason.MalformedClaims)]
    [InlineData(5, 4, RejectionReason.MalformedClaims)]
    internal async Task At_any_other_time_and_for_a_longer_time_it_is_refused(int issued, int expires, RejectionReason reason) =>
        _gateway.AssertUnauthorized(await SendAsync(issued, expires), reason);

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, RejectionReason.IssuedAhead)]
    internal async Task A_client_that_sets_nbf_is_taken_at_its_word(int notBefore, RejectionReason? reason)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["nbf"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + notBefore;

        var answer = await _gateway.SendAsync(jwt);

        if (reason is null)
            Expected.Authenticated(answer);
        else
            _gateway.AssertUnauthorized(answer, reason.Value);
    }

    [Fact]
    public async Task What_nbf_says_does_not_make_iat_any_other()
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["iat"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + 11;
        jwt.Claims["nbf"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds();

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.IssuedAhead);
    }

    // The end of DateTimeOffset, so far that no later period of a used token can be written down. The form of such a time is right, so it is read.
    [Fact]
    public async Task The_last_second_that_can_be_read_is_refused_like_any_other()
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["exp"] = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 10;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.ExpiresTooLate);
    }

    // The furthest apart that the ends of two tokens can be which are good at one time.
    [Theory]
    [InlineData(-309, -9, 10, 310)]
    [InlineData(10, 310, -309, -9)]
    public async Task One_jti_is_accepted_once_however_far_apart_its_tokens_end(int issued, int expires, int issuedAgain, int expiresAgain)
    {
        var jti = Guid.NewGuid().ToString();

        Expected.Authenticated(await SendAsync(issued, expires, jti));
        _gateway.AssertUnauthorized(await SendAsync(issuedAgain, expiresAgain, jti), RejectionReason.UsedToken);
    }

    // What no request can bring: a gateway without a name is nobody's audience all the same.
    [Fact]
    public void A_gateway_without_a_name_refuses_an_audience_without_one()
    {
        var claims = new JwtClaims(_gateway.Clock.GetUtcNow(), _gateway.Clock.GetUtcNow(), _gateway.Clock.GetUtcNow(), [""], "x", "1");

        var refusal = Assert.Throws<UnauthorizedException>(() => claims.CheckAudience(""));

        Assert.Equal(RejectionReason.WrongAudience, refusal.Reason);
    }

    private Task<GatewayAnswer> SendAsync(int issued, int expires, string? jti = null)
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["iat"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + issued;
        jwt.Claims["exp"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + expires;
        if (jti is not null)
            jwt.Claims["jti"] = jti;
        return _gateway.SendAsync(jwt);
    }
}
