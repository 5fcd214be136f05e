using System.Security.Cryptography;
using Azure;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;

namespace BotGateway.Tests.Compat.Vault;

public sealed class CryptographyClientTests : IDisposable
{
    private readonly InMemoryVault _vault = new();
    private readonly KeyClient _client;

    public CryptographyClientTests() => _client = _vault.Client(new CountingCredential());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _vault.Dispose();

    [Theory]
    [InlineData(null, "/keys/gateway/decrypt")]
    [InlineData("2", "/keys/gateway/2/decrypt")]
    public async Task The_vault_decrypts_by_one_call(string? version, string path)
    {
        var ciphertext = _vault.Rsa.Encrypt("a secret"u8, RSAEncryptionPadding.OaepSHA256);

        var cryptography = _client.GetCryptographyClient("gateway", version);
        var result = await cryptography.DecryptAsync(EncryptionAlgorithm.RsaOaep256, ciphertext, Cancellation);

        Assert.Equal("a secret"u8.ToArray(), result.Plaintext);
        Assert.Equal(EncryptionAlgorithm.RsaOaep256, result.Algorithm);
        Assert.Equal("https://local.vault.azure.net/keys/gateway/2", result.KeyId);
        var sent = Assert.Single(_vault.Requests, request => request.Authorization is not null);
        Assert.Equal(("POST", $"{path}?api-version=2025-07-01"), (sent.Method, sent.Uri.PathAndQuery));
    }

    [Fact]
    public async Task Broken_ciphertext_is_a_400()
    {
        var decryption = _client.GetCryptographyClient("gateway").DecryptAsync(EncryptionAlgorithm.RsaOaep256, new byte[256], Cancellation);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => decryption);
        Assert.Equal((400, "BadParameter"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task It_shares_the_token_of_the_client_that_made_it()
    {
        var ciphertext = _vault.Rsa.Encrypt("a secret"u8, RSAEncryptionPadding.OaepSHA256);
        await _client.GetKeyAsync("gateway", cancellationToken: Cancellation);

        await _client.GetCryptographyClient("gateway").DecryptAsync(EncryptionAlgorithm.RsaOaep256, ciphertext, Cancellation);

        Assert.Single(_vault.Requests, request => request.Authorization is null);
    }
}
