using System.Security.Cryptography;
using System.Text;
using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.Authentication.Tokens;
using BotGateway.Http;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;

namespace BotGateway.Tests.Authentication;

/// <summary>Neither time nor calls to the vault must tell whether a client exists: whatever comes, two verifications of the same size are calculated.</summary>
public sealed class SignatureVerifierTests
{
    private static readonly string Token = Convert.ToBase64String(new byte[256]);
    private static readonly RSA Key = GatewayKeys.Rsa();

    private readonly IVault _vault = Substitute.For<IVault>();
    private readonly Counter _counter = new();
    private readonly SignatureVerifier _verifier;

    public SignatureVerifierTests()
    {
        var clock = new FakeTimeProvider();
        var clients = Clients.Directory(new ClientOptions { Id = "acme" }, new ClientOptions { Id = "keyless" });
        _verifier = new SignatureVerifier(clients, new ClientKeys(_vault, Options.Create(new AuthOptions()), clock), _counter);
        _vault.ReadClientKeysAsync("keyless", default, Cancellation).ReturnsForAnyArgs([]);
        _vault.ReadClientKeysAsync("acme", Arg.Any<TimeSpan>(), Arg.Any<CancellationToken>()).Returns([KeyOf(Key)]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string?> Names => [.. new string?[] { "acme", "keyless", "nobody", "somebody", null }];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_refusal_takes_two_verifications_as_long_as_the_signature_makes_them(string? name)
    {
        foreach (var bits in new[] { 2048, 3072, 4096 })
        {
            var signature = new byte[bits / 8];
            signature[^1] = 1;
            _counter.Keys.Clear();

            await Assert.ThrowsAsync<UnauthorizedException>(() => VerifyAsync(name, signature));

            Assert.Equal([bits, bits], _counter.Keys.Select(key => key.KeySize));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task So_it_is_with_JWTs(string? name)
    {
        foreach (var (algorithm, length, bits) in new[] { ("RS256", 256, 2048), ("PS256", 512, 4096), ("ES256", 64, 256) })
        {
            var jwt = new Jwt
            {
                Header = { ["alg"] = algorithm, ["kid"] = name ?? "default" },
                Claims = { ["iat"] = 1, ["exp"] = 2, ["jti"] = "1", ["aud"] = "x", ["body_sha256"] = "x" },
                Sign = _ => [.. new byte[length - 1], 1],
            };
            _counter.Keys.Clear();

            await Assert.ThrowsAsync<UnauthorizedException>(() => VerifyAsync(JsonWebToken.Parse(jwt.ToString(), null)));

            Assert.Equal([bits, bits], _counter.Keys.Select(key => key.KeySize));
        }
    }

    [Fact]
    public async Task Unknown_names_cost_the_vault_no_more_than_known_ones()
    {
        for (var i = 0; i < 50; i++)
            await Assert.ThrowsAsync<UnauthorizedException>(() => VerifyAsync($"nobody-{i}", [.. new byte[255], 1]));

        await _vault.Received(1).ReadClientKeysAsync("acme", Arg.Any<TimeSpan>(), Arg.Any<CancellationToken>());
        await _vault.Received(1).ReadClientKeysAsync("keyless", Arg.Any<TimeSpan>(), Arg.Any<CancellationToken>());
        Assert.Equal(2, _vault.ReceivedCalls().Count());
    }

    [Theory]
    [InlineData("acme", RejectionReason.WrongSignature)]
    [InlineData("keyless", RejectionReason.UnusableKey)]
    [InlineData("nobody", RejectionReason.UnknownClient)]
    internal async Task The_log_learns_why(string name, RejectionReason reason)
    {
        var refusal = await Assert.ThrowsAsync<UnauthorizedException>(() => VerifyAsync(name, [.. new byte[255], 1]));

        Assert.Equal(reason, refusal.Reason);
    }

    [Fact]
    public async Task A_signature_that_no_key_can_have_made_is_verified_against_a_decoy_key()
    {
        await Assert.ThrowsAsync<UnauthorizedException>(() => VerifyAsync("acme", Enumerable.Repeat<byte>(0xFF, 256).ToArray()));

        Assert.DoesNotContain(_counter.Keys, key => key.N == KeyOf(Key).Key!.N);
    }

    [Fact]
    public async Task A_client_is_authenticated_by_its_signature_and_not_by_its_name_alone()
    {
        Assert.Equal("acme", (await VerifyAsync("acme", Sign(Key))).Id);
        Assert.Single(_counter.Keys);

        foreach (var name in new[] { "nobody", "somebody", "anybody", "keyless" })
            await Assert.ThrowsAsync<UnauthorizedException>(() => VerifyAsync(name, Sign(Key)));
    }

    [Fact]
    public async Task An_unknown_name_whose_decoy_cannot_be_read_gets_the_same_error_as_a_known_one()
    {
        _vault.ReadClientKeysAsync("", default, Cancellation).ReturnsForAnyArgs<Task<IReadOnlyList<ClientKey>>>(
            _ => throw new GatewayException(ErrorKind.Unavailable, "The key vault is unavailable."));

        foreach (var name in new[] { "acme", "nobody" })
            Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAnyAsync<GatewayException>(() => VerifyAsync(name, Sign(Key)))).Kind);
    }

    private static byte[] Sign(RSA key) => key.SignData(Encoding.ASCII.GetBytes(Token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static ClientKey KeyOf(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new ClientKey(
            new KeyVersion("1", Enabled: true, NotBefore: null, ExpiresOn: null),
            new JsonWebKey { Kty = "RSA", N = Base64UrlEncoder.Encode(parameters.Modulus), E = Base64UrlEncoder.Encode(parameters.Exponent) });
    }

    private Task<AuthenticatedClient> VerifyAsync(string? name, byte[] signature) => _verifier.VerifyAsync(
        name, EncryptedToken.Parse(Token, Convert.ToBase64String(signature)).Signature, Cancellation);

    private Task<AuthenticatedClient> VerifyAsync(JsonWebToken token) => _verifier.VerifyAsync(token.ClientId, token.Signature, Cancellation);

    private sealed class Counter : Signatures
    {
        public List<JsonWebKey> Keys { get; } = [];

        public override bool Verify(JsonWebKey key, string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            Keys.Add(key);
            return base.Verify(key, algorithm, data, signature);
        }
    }
}
