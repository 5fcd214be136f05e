using BotGateway.Authentication;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Authentication.Signed;

/// <summary>As <see cref="CheckOrderTests"/>, for JWTs.</summary>
public sealed class JwtCheckOrderTests(SignedGateway gateway, TableService tables, NodeClient node) : IClassFixture<SignedGateway>
{
    [Fact]
    public async Task The_checks_are_in_the_same_order_as_those_of_encrypted_tokens()
    {
        var jwt = gateway.Jwt();
        var (sign, expiration, hash) = (jwt.Sign, jwt.Claims["exp"]!.DeepClone(), jwt.Claims["body_sha256"]!.DeepClone());
        jwt.Sign = gateway.Jwt(Gateway.Acme).Sign;
        jwt.Claims["iat"] = gateway.Now.ToUnixTimeSeconds() - 60;
        jwt.Claims["exp"] = gateway.Now.ToUnixTimeSeconds() - 30;
        jwt.Claims["aud"] = "other";
        jwt.Claims["body_sha256"] = "x";

        gateway.AssertRefused(await gateway.SendAsync($"{jwt} "), RejectionReason.MalformedToken);
        await AssertAsync(RejectionReason.WrongSignature);
        jwt.Sign = sign;
        await AssertAsync(RejectionReason.Expired);
        jwt.Claims["exp"] = expiration;
        await AssertAsync(RejectionReason.WrongAudience);
        jwt.Claims["aud"] = SignedGateway.Audience;
        await AssertAsync(RejectionReason.WrongBodyHash);
        jwt.Claims["body_sha256"] = hash;
        Expected.LetIn(await gateway.SendAsync(jwt));
        await AssertAsync(RejectionReason.UsedToken);

        async Task AssertAsync(RejectionReason reason) => gateway.AssertRefused(await gateway.SendAsync(jwt), reason);
    }

    // One of many at once is within the limit; a slow computer takes a second or two, for which as many more are.
    [Fact]
    public async Task The_rate_limit_counts_what_is_signed_before_its_times_are_checked()
    {
        await using var limited = new SignedGateway(tables, node);
        limited.Sealed.Settings["Auth:RequestsPerSecond"] = limited.Sealed.Settings["Auth:RequestBurst"] = "1";
        await limited.InitializeAsync();
        var (expired, stranger) = (Expired(limited.Jwt()), Expired(limited.Jwt()));
        stranger.Sign = limited.Jwt(Gateway.Acme).Sign;

        Assert.All(await SendManyAsync(stranger), status => Assert.Equal(401, status));
        var statuses = await SendManyAsync(expired);
        Assert.Contains(401, statuses);
        Assert.Contains(429, statuses);

        Jwt Expired(Jwt jwt)
        {
            jwt.Claims["iat"] = limited.Now.ToUnixTimeSeconds() - 60;
            jwt.Claims["exp"] = limited.Now.ToUnixTimeSeconds() - 30;
            return jwt;
        }

        async Task<int[]> SendManyAsync(Jwt jwt) =>
            [.. (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => limited.SendAsync(jwt)))).Select(answer => answer.Status)];
    }
}
