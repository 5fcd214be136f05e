using Azure;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using NSubstitute;

namespace BotGateway.Tests.Compat.Vault;

public sealed class ModelFactoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_substitute_of_the_client_answers_with_a_made_key()
    {
        using var rsa = GatewayKeys.Rsa();
        var numbers = rsa.ExportParameters(false);
        var properties = KeyModelFactory.KeyProperties(name: "client-x", version: "1");
        properties.Enabled = false;
        var material = KeyModelFactory.JsonWebKey(KeyType.Rsa, n: numbers.Modulus, e: numbers.Exponent);
        var made = KeyModelFactory.KeyVaultKey(properties, material);
        var client = Substitute.For<KeyClient>();
        client.GetKeyAsync("client-x", null, Cancellation).Returns(Response.FromValue(made, Substitute.For<Response>()));

        KeyVaultKey key = await client.GetKeyAsync("client-x", cancellationToken: Cancellation);

        Assert.Equal(("client-x", "1", false), (key.Name, key.Properties.Version, key.Properties.Enabled));
        using var local = key.Key.ToRSA();
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), local.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public async Task A_substitute_decrypts()
    {
        var client = Substitute.For<CryptographyClient>();
        var made = CryptographyModelFactory.DecryptResult("the-key", [1, 2], EncryptionAlgorithm.RsaOaep256);
        client.DecryptAsync(EncryptionAlgorithm.RsaOaep256, Arg.Any<byte[]>(), Cancellation).Returns(made);

        var result = await client.DecryptAsync("RSA-OAEP-256", [3], Cancellation);

        Assert.Equal(("the-key", EncryptionAlgorithm.RsaOaep256), (result.KeyId, result.Algorithm));
        Assert.Equal([1, 2], result.Plaintext);
    }

    [Fact]
    public void A_key_with_a_private_part_cannot_be_made() =>
        Assert.Throws<NotSupportedException>(() => KeyModelFactory.JsonWebKey(KeyType.Rsa, d: [1]));
}
