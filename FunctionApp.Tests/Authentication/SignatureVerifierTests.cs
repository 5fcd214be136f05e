using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.Vault;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.Extensions;

namespace BotGateway.Tests.Authentication;

/// <summary>Time must not tell whether a client exists: whatever comes, one verification of the same size is calculated.</summary>
public sealed class SignatureVerifierTests : IDisposable
{
    private static readonly byte[] Data = [1, 2, 3];

    private readonly RSA _key = RSA.Create(2048);
    private readonly IVault _vault = Substitute.For<IVault>();
    private readonly IRsaVerifier _rsa = Substitute.For<IRsaVerifier>();
    private readonly SignatureVerifier _verifier;

    public SignatureVerifierTests()
    {
        var clients = Clients.Directory(new() { Id = "acme" }, new() { Id = "keyless" });
        var clock = new FakeTimeProvider();
        _verifier = new SignatureVerifier(clients, new ClientKeyCache(_vault, clock), _rsa, clock);
        _vault.FindClientKeyAsync("acme", Arg.Any<CancellationToken>()).Returns(
            new ClientKey(_key.ExportParameters(includePrivateParameters: false), Enabled: true, NotBefore: null, ExpiresOn: null));
        _rsa.Verify(default, null!, null!).ReturnsForAnyArgs(
            call => new RsaVerifier().Verify(call.Arg<RSAParameters>(), call.ArgAt<byte[]>(1), call.ArgAt<byte[]>(2)));
    }

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("acme", 256, RefusalReason.WrongSignature)]
    [InlineData("acme", 384, RefusalReason.WrongSignature)]
    [InlineData("acme", 512, RefusalReason.WrongSignature)]
    [InlineData("keyless", 256, RefusalReason.UnusableKey)]
    [InlineData("keyless", 512, RefusalReason.UnusableKey)]
    [InlineData("nobody", 256, RefusalReason.UnknownClient)]
    [InlineData("nobody", 384, RefusalReason.UnknownClient)]
    [InlineData(null, 512, RefusalReason.UnknownClient)]
    public async Task Every_refusal_takes_one_verification_as_long_as_the_signature_makes_it(
        string? keyId, int length, RefusalReason reason)
    {
        var signature = new byte[length];
        signature[^1] = 1;

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => VerifyAsync(keyId, signature));

        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(length, Verified().Length);
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("nobody")]
    public async Task A_signature_that_no_key_can_have_made_is_verified_against_nobodys_key(string keyId)
    {
        var signature = Enumerable.Repeat<byte>(0xFF, 256).ToArray();

        await Assert.ThrowsAsync<RefusalException>(() => VerifyAsync(keyId, signature));

        Assert.NotEqual(_key.ExportParameters(false).Modulus, Verified());
    }

    [Fact]
    public async Task The_clients_signature_takes_one_verification_too()
    {
        var client = await VerifyAsync("acme", _key.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.Equal("acme", client.Id);
        Assert.Equal(_key.ExportParameters(false).Modulus, Verified());
    }

    [Theory]
    [InlineData("nobody", 256)]
    [InlineData("keyless", 256)]
    [InlineData("acme", 384)]
    public async Task Nobodys_key_lets_nobody_in(string keyId, int length)
    {
        _rsa.Configure().Verify(default, null!, null!).ReturnsForAnyArgs(true);

        await Assert.ThrowsAsync<RefusalException>(() => VerifyAsync(keyId, new byte[length]));
    }

    private Task<Client> VerifyAsync(string? keyId, byte[] signature) =>
        _verifier.VerifyAsync(keyId, Data, signature, TestContext.Current.CancellationToken);

    /// <returns>The modulus of the only verification.</returns>
    private byte[] Verified() => ((RSAParameters)Assert.Single(_rsa.ReceivedCalls()).GetArguments()[0]!).Modulus!;
}
