using System.Security.Cryptography;
using System.Text;
using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class EncryptedTokenTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task The_signature_covers_the_tokens_text_and_not_what_it_decodes_to()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { SignsBytes = true });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task A_PSS_signature_is_refused()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Padding = RSASignaturePadding.Pss });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
    }

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public async Task A_signature_over_another_hash_is_refused(string hash)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { SignatureHash = new HashAlgorithmName(hash) });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
    }

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA384")]
    public async Task OAEP_with_another_hash_is_refused(string hash)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Oaep = RSAEncryptionPadding.CreateOaep(new HashAlgorithmName(hash)) });

        _gateway.AssertUnauthorized(answer, RejectionReason.NotDecryptable);
    }

    [Fact]
    public async Task A_token_for_another_gateways_key_is_refused()
    {
        using var other = GatewayKeys.Rsa();

        var answer = await _gateway.CallAsync(_gateway.Token() with { GatewayKey = other });

        _gateway.AssertUnauthorized(answer, RejectionReason.NotDecryptable);
    }

    /// <summary>A client may sign what it likes: what is refused here is the form alone.</summary>
    [Theory]
    [MemberData(nameof(NonCanonical))]
    public async Task A_token_in_non_canonical_base64_is_refused_though_its_signature_is_right(string form)
    {
        var request = _gateway.Token().Encrypt();
        var token = Spell(request.Token, form);
        var signature = _gateway.Credentials().ClientKey.SignData(
            Encoding.UTF8.GetBytes(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        var answer = await _gateway.SendAsync(Request(token, Convert.ToBase64String(signature)));

        _gateway.AssertUnauthorized(answer, RejectionReason.MalformedToken);
    }

    [Theory]
    [MemberData(nameof(NonCanonical))]
    public async Task A_signature_in_non_canonical_base64_is_refused(string form)
    {
        var request = _gateway.Token().Encrypt();

        var answer = await _gateway.SendAsync(Request(request.Token, Spell(request.Signature, form)));

        _gateway.AssertUnauthorized(answer, RejectionReason.MalformedToken);
    }

    [Fact]
    public async Task A_token_and_a_signature_of_two_requests_do_not_go_together()
    {
        var one = _gateway.Token().Encrypt();
        var two = _gateway.Token().Encrypt();

        var answer = await _gateway.SendAsync(Request(one.Token, two.Signature));

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
    }

    [Theory]
    [InlineData(0, RejectionReason.MalformedToken)]
    [InlineData(255, RejectionReason.MalformedToken)]
    [InlineData(257, RejectionReason.WrongSignature)]
    [InlineData(512, RejectionReason.WrongSignature)]
    [InlineData(513, RejectionReason.MalformedToken)]
    [InlineData(100_000, RejectionReason.MalformedToken)]
    internal async Task A_token_or_signature_of_another_length_than_the_keys_is_refused(int length, RejectionReason reason)
    {
        var request = _gateway.Token().Encrypt();
        var other = Convert.ToBase64String(new byte[length]);

        var answers = new[]
        {
            await _gateway.SendAsync(Request(other, request.Signature)),
            await _gateway.SendAsync(Request(request.Token, other)),
        };

        Assert.All(answers, answer => _gateway.AssertUnauthorized(answer, reason));
    }

    public static TheoryData<string> NonCanonical() =>
    [
        "blank before", "blank inside", "line separator", "less padding", "more padding", "stray bits", "other character",
    ];

    // 256 bytes are 342 characters and two of padding.
    private static string Spell(string base64, string form) => form switch
    {
        "blank before" => " " + base64,
        "blank inside" => base64.Insert(100, "\\t"),
        "line separator" => base64.Insert(76, "\u2028"),
        "less padding" => base64[..^1],
        "more padding" => base64 + "=",
        "stray bits" => base64[..^3] + (char)(base64[^3] + 1) + "==", // The last digit holds 2 bits of 6: its other bits must be 0.
        _ => "é" + base64[1..],
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Token_and_signature_may_be_spelled_as_encoders_do(string form)
    {
        var request = _gateway.Token().Encrypt();
        var token = Respell(request.Token, form);

        var answer = await _gateway.SendAsync(Request(Escape(token), Escape(Respell(Sign(token), form))));

        Expected.Authenticated(answer);
    }

    /// <summary>The client itself signs each spelling: a thief cannot, since the signature covers the text.</summary>
    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task One_ciphertext_is_accepted_once_in_all_its_spellings(string form)
    {
        var request = _gateway.Token().Encrypt();
        Expected.Authenticated(await _gateway.SendAsync(request.Text));

        var token = Respell(request.Token, form);
        var answer = await _gateway.SendAsync(Request(Escape(token), Sign(token)));

        _gateway.AssertUnauthorized(answer, RejectionReason.UsedToken);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task The_signature_covers_the_spelling_too(string form)
    {
        var request = _gateway.Token().Encrypt();

        var answer = await _gateway.SendAsync(Request(Escape(Respell(request.Token, form)), request.Signature));

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
    }

    public static TheoryData<string> Spellings() => ["lines of 76", "lines of 64 and a last break", "base64url", "base64url without padding", "without padding"];

    // 256 bytes have so many digits that some differ between the alphabets, but for one case in thousands.
    private static string Respell(string base64, string form) => form switch
    {
        "lines of 76" => string.Join("\r\n", base64.Chunk(76).Select(line => new string(line))),
        "lines of 64 and a last break" => string.Concat(base64.Chunk(64).Select(line => new string(line) + "\n")),
        "base64url" => base64.Replace('+', '-').Replace('/', '_'),
        "base64url without padding" => base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        _ => base64.TrimEnd('='),
    };

    private string Sign(string token) => Convert.ToBase64String(_gateway.Credentials().ClientKey.SignData(
        Encoding.ASCII.GetBytes(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Escape(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Request(string token, string signature) =>
        $$$"""{"payload":{"token":"{{{token}}}","signature":"{{{signature}}}"},"body":{"event_name":"check_credentials"}}""";
}
