using System.Security.Cryptography;
using BotGateway.Authentication.Replay;

namespace BotGateway.Tests.Authentication.Replay;

public sealed class TokenUseTests
{
    private static readonly DateTimeOffset Until = new(2030, 1, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_encrypted_token_is_named_by_its_text()
    {
        var use = TokenUse.OfEncryptedToken("abc", Until);

        // FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", use.HashText);
        Assert.Equal(Until, use.AcceptedUntil);
    }

    [Fact]
    public void A_JWT_is_named_by_its_client_and_its_jti()
    {
        var use = TokenUse.OfJwt("acme", "1", Until, Until);

        Assert.Equal(SHA256.HashData([0xFF, .. "acme\n1"u8]), use.Hash);
        Assert.Equal(Until, use.AcceptedUntil);
    }

    [Theory]
    [InlineData("acme", "11", "acme1", "1")]
    [InlineData("acme", "1\nx", "acme", "x\n1")]
    [InlineData("acme", "", "acm", "e")]
    [InlineData("acme", "1", "acme", "1 ")]
    public void Two_JWTs_of_different_clients_or_jtis_are_two(string client, string jti, string otherClient, string otherJti)
    {
        Assert.NotEqual(TokenUse.OfJwt(client, jti, Until, Until).HashText, TokenUse.OfJwt(otherClient, otherJti, Until, Until).HashText);
    }

    [Theory]
    [InlineData("acme\n1")]
    [InlineData("\u00FFacme\n1")]
    public void A_encrypted_token_is_never_a_JWT(string token)
    {
        Assert.NotEqual(TokenUse.OfEncryptedToken(token, Until).HashText, TokenUse.OfJwt("acme", "1", Until, Until).HashText);
    }
}
