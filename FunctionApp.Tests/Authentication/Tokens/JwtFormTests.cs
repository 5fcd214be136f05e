using System.Buffers.Text;
using System.Text;
using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

/// <summary>Only one form of a JWT is accepted.</summary>
public sealed class JwtFormTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

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

    /// <summary>The signature is made over what is sent: what is refused is the spelling alone.</summary>
    public static MatrixTheoryData<int, string> Spellings { get; } =
        new([0, 1, 2], ["padded", "blank", "line break", "stray bits", "standard alphabet"]);

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
