using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

/// <summary>As <see cref="CheckOrderTests"/>, for JWTs.</summary>
public sealed class JwtCheckOrderTests(SharedGateway shared, TableService tables) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task The_checks_are_in_the_same_order_as_those_of_encrypted_tokens()
    {
        var jwt = _gateway.Jwt();
        var (sign, expiration, hash) = (jwt.Sign, jwt.Claims["exp"]!.DeepClone(), jwt.Claims["body_sha256"]!.DeepClone());
        jwt.Sign = _gateway.Jwt(Gateway.Acme).Sign;
        jwt.Claims["iat"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() - 60;
        jwt.Claims["exp"] = _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() - 30;
        jwt.Claims["aud"] = "other";
        jwt.Claims["body_sha256"] = "x";

        _gateway.AssertUnauthorized(await _gateway.SendTokenAsync($"{jwt} "), RejectionReason.MalformedToken);
        await AssertAsync(RejectionReason.WrongSignature);
        jwt.Sign = sign;
        await AssertAsync(RejectionReason.Expired);
        jwt.Claims["exp"] = expiration;
        await AssertAsync(RejectionReason.WrongAudience);
        jwt.Claims["aud"] = GatewayTokens.Audience;
        await AssertAsync(RejectionReason.WrongBodyHash);
        jwt.Claims["body_sha256"] = hash;
        Expected.Authenticated(await _gateway.SendAsync(jwt));
        await AssertAsync(RejectionReason.UsedToken);

        async Task AssertAsync(RejectionReason reason) => _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), reason);
    }

    // One of many at once is within the limit; a slow computer takes a second or two, for which as many more are.
    [Fact]
    public async Task The_rate_limit_counts_what_is_signed_before_its_times_are_checked()
    {
        await using var limited = await new GatewayBuilder(tables).WithClock()
            .WithSetting("Auth:RequestsPerSecond", "1").WithSetting("Auth:RequestBurst", "1").StartAsync();
        var (expired, stranger) = (Expired(limited.Jwt()), Expired(limited.Jwt()));
        stranger.Sign = limited.Jwt(Gateway.Acme).Sign;

        Assert.All(await SendManyAsync(stranger), status => Assert.Equal(401, status));
        var statuses = await SendManyAsync(expired);
        Assert.Contains(401, statuses);
        Assert.Contains(429, statuses);

        Jwt Expired(Jwt jwt)
        {
            jwt.Claims["iat"] = limited.Clock.GetUtcNow().ToUnixTimeSeconds() - 60;
            jwt.Claims["exp"] = limited.Clock.GetUtcNow().ToUnixTimeSeconds() - 30;
            return jwt;
        }

        async Task<int[]> SendManyAsync(Jwt jwt) =>
            [.. (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => limited.SendAsync(jwt)))).Select(answer => answer.Status)];
    }
}
