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
        using var own = RSA.Create(2048);
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

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"default","crit":["exp"]}""")]
    [InlineData("""{"alg":"RS256","kid":"default","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"RS256","kid":"default","crit":[]}""")]
    [InlineData("""{"alg":"RS256","kid":"default","zip":"DEF"}""")]
    [InlineData("""{"alg":"RS256","kid":"default","enc":"A128GCM"}""")]
    [InlineData("""{"alg":"RS256","kid":"default","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"RS256","kid":"default","kid":"default"}""")]
    [InlineData("""{"alg":"none","alg":"RS256","kid":"default"}""")]
    [InlineData("""{"alg":"RS256","\u0061lg":"RS256","kid":"default"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","kid":null}""")]
    [InlineData("""{"alg":"RS256","kid":["default"]}""")]
    [InlineData("""{"alg":["RS256"],"kid":"default"}""")]
    [InlineData("""{"kid":"default"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"alg":"RS256","kid":"default"} """ + "x")]
    [InlineData("")]
    public async Task A_header_that_says_anything_else_is_refused(string header)
    {
        var jwt = _gateway.Jwt();
        jwt.HeaderText = header;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedToken);
    }

    [Theory]
    [InlineData("exp", "9999999999")]
    [InlineData("jti", "\"other\"")]
    [InlineData("aud", "\"other\"")]
    public async Task A_claim_that_is_there_twice_is_refused(string claim, string first)
    {
        var jwt = _gateway.Jwt();
        jwt.ClaimsText = $"{{\"{claim}\":{first},{jwt.Claims.ToJsonString()[1..]}";

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedClaims);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{} {}")]
    [InlineData("not JSON")]
    public async Task Claims_that_are_no_object_are_refused(string claims)
    {
        var jwt = _gateway.Jwt();
        jwt.ClaimsText = claims;

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedClaims);
    }

    public static MatrixTheoryData<int, string> Spellings { get; } =
        new([0, 1, 2], ["padded", "blank", "line break", "stray bits", "standard alphabet"]);

    /// <summary>The signature is made over what is sent: what is refused is the spelling alone.</summary>
    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Only_canonical_base64url_is_taken(int part, string form)
    {
        var jwt = _gateway.Jwt();
        // The lengths leave stray bits in each part's last digit, and the text has characters that the two alphabets spell differently.
        jwt.Header["typ"] = "jwt";
        jwt.Claims["x"] = "???>>>~~~ÿÿÿ";
        while (Jwt.Encode(jwt.Claims.ToJsonString()).Length % 4 != 2)
            jwt.Claims["x"] = $"{jwt.Claims["x"]}a";
        while (Jwt.Encode(jwt.HeaderText ??= jwt.Header.ToJsonString()).Length % 4 != 2)
            jwt.HeaderText += " ";
        var parts = jwt.Parts();
        parts[part] = Spell(parts[part], form);
        if (part < 2)
            parts[2] = Base64Url.EncodeToString(jwt.Sign(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")));

        _gateway.AssertUnauthorized(await _gateway.SendTokenAsync(string.Join('.', parts)), RejectionReason.MalformedToken);
    }

    [Theory]
    [InlineData("{0}.{1}.{2}.")]
    [InlineData("{0}.{1}.{2}.{2}.{2}")]
    [InlineData(".{0}.{1}.{2}")]
    [InlineData("{0}.{1}.{2} ")]
    [InlineData("Bearer {0}.{1}.{2}")]
    [InlineData("{0}..{2}")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_token_of_another_shape_is_refused(string shape)
    {
        var answer = await _gateway.SendTokenAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, _gateway.Jwt().Parts()));

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task A_token_of_endless_length_is_refused()
    {
        var jwt = _gateway.Jwt();
        jwt.Claims["x"] = new string('x', 5000);

        _gateway.AssertUnauthorized(await _gateway.SendAsync(jwt), RejectionReason.MalformedToken);
    }

    private static string Spell(string base64Url, string form) => form switch
    {
        "padded" => base64Url + new string('=', (4 - (base64Url.Length % 4)) % 4),
        "blank" => base64Url.Insert(3, " "),
        "line break" => base64Url + "\n",
        "stray bits" => base64Url[..^1] + (char)(base64Url[^1] + 1),
        _ => base64Url[..4] + '+' + base64Url[5..],
    };
}
