using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

/// <summary>What is known to have fooled other validators (RFC 8725, JSON Web Token Best Current Practices).</summary>
public sealed class JwtAttackTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private RSA ClientKey => _gateway.Credentials().ClientKey;

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    public async Task A_token_that_nobody_signed_is_refused(string algorithm)
    {
        var jwt = _gateway.Jwt();
        jwt.Header["alg"] = algorithm;
        var unsigned = _gateway.Jwt();
        unsigned.Header["alg"] = algorithm;
        unsigned.Sign = _ => [];

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedToken);
        _gateway.AssertUnauthorized(await _gateway.SendAsync(unsigned), RejectionReason.MalformedToken);
    }

    [Fact]
    public async Task The_signature_cannot_be_left_out()
    {
        var parts = _gateway.Jwt().Parts();

        _gateway.AssertUnauthorized(await _gateway.SendTokenAsync($"{parts[0]}.{parts[1]}."), RejectionReason.MalformedToken);
        _gateway.AssertUnauthorized(await _gateway.SendTokenAsync($"{parts[0]}.{parts[1]}"), RejectionReason.MalformedToken);
    }

    [Fact]
    public async Task The_public_key_is_no_secret_for_an_HMAC()
    {
        byte[][] secrets = [Encoding.ASCII.GetBytes(ClientKey.ExportSubjectPublicKeyInfoPem()), ClientKey.ExportSubjectPublicKeyInfo()];
        foreach (var secret in secrets)
        {
            foreach (var algorithm in new[] { "HS256", "RS256" })
            {
                var jwt = _gateway.Jwt();
                jwt.Header["alg"] = algorithm;
                jwt.Sign = data => HMACSHA256.HashData(secret, data);

                _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedToken);
            }
        }
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS384")]
    [InlineData("ES384")]
    [InlineData("ES256K")]
    [InlineData("rs256")]
    [InlineData("RS256 ")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")]
    public async Task Other_algorithms_are_refused(string algorithm)
    {
        var jwt = _gateway.Jwt();
        jwt.Header["alg"] = algorithm;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedToken);
    }

    [Theory]
    [InlineData("RS256", "PS256")]
    [InlineData("PS256", "RS256")]
    public async Task A_signature_of_another_algorithm_than_the_headers_is_refused(string stated, string used)
    {
        var jwt = _gateway.Jwt(algorithm: stated);
        jwt.Sign = Jwt.Signer(ClientKey, used);

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task The_algorithm_must_fit_the_clients_key()
    {
        _gateway.AssertUnauthorized(await _gateway.SendAsync(_gateway.Jwt("default", "ES256")), RejectionReason.WrongSignature);
        var jwt = _gateway.Jwt(Gateway.Curve, "ES256");
        jwt.Header["alg"] = "RS256";
        jwt.Sign = Jwt.Signer(ClientKey, "RS256");
        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task Psychic_signatures_are_refused()
    {
        var jwt = _gateway.Jwt(Gateway.Curve, "ES256");
        jwt.Sign = _ => new byte[64];

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task A_key_of_the_senders_own_is_not_looked_at()
    {
        using var own = GatewayKeys.Rsa();
        var modulus = Base64Url.EncodeToString(own.ExportParameters(false).Modulus);
        var headers = new Dictionary<string, JsonNode>
        {
            ["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = modulus, ["e"] = "AQAB" },
            ["jku"] = "https://example.com/keys.json",
            ["x5u"] = "https://example.com/chain.pem",
            ["x5c"] = new JsonArray(Convert.ToBase64String(own.ExportSubjectPublicKeyInfo())),
            ["x5t"] = "AAAA",
        };
        foreach (var (name, value) in headers)
        {
            var jwt = _gateway.Jwt();
            jwt.Header[name] = value;
            jwt.Sign = Jwt.Signer(own, "RS256");
            var signedByTheClient = _gateway.Jwt();
            signedByTheClient.Header[name] = value.DeepClone();

            _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedToken);
            _gateway.AssertUnauthorized(await _gateway.SendAsync(signedByTheClient), RejectionReason.MalformedToken);
        }
    }
}
