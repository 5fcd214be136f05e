using System.Security.Cryptography;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;

namespace BotGateway.Tests.Compat.Vault;

public sealed class VaultAuthenticationTests
{
    private readonly CountingCredential _credential = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_sent_only_after_a_challenge_and_from_then_on_without_one()
    {
        using var vault = new InMemoryVault();
        var client = vault.Client(_credential);

        await client.GetKeyAsync("gateway", cancellationToken: Cancellation);
        await client.GetKeyAsync("gateway", cancellationToken: Cancellation);

        Assert.Equal([null, "Bearer the-token", "Bearer the-token"], vault.Requests.Select(request => request.Authorization));
        var asked = Assert.Single(_credential.Asked);
        Assert.Equal(["https://vault.azure.net/.default"], asked.Scopes);
        Assert.Equal("some-tenant", asked.TenantId);
    }

    [Fact]
    public async Task What_is_to_be_decrypted_is_not_shown_before_the_challenge()
    {
        using var vault = new InMemoryVault();
        var cryptography = vault.Client(_credential).GetCryptographyClient("gateway");
        var ciphertext = vault.Rsa.Encrypt("a secret"u8, RSAEncryptionPadding.OaepSHA256);

        await cryptography.DecryptAsync(EncryptionAlgorithm.RsaOaep256, ciphertext, Cancellation);

        Assert.Equal([true, false], vault.Requests.Select(request => request.Body.Length == 0));
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_vault_that_is_not_https()
    {
        using var vault = new InMemoryVault();
        var client = vault.Client(_credential, new Uri("http://local.vault.azure.net"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetKeyAsync("gateway", cancellationToken: Cancellation));

        Assert.Empty(vault.Requests);
        Assert.Empty(_credential.Asked);
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("https://ault.azure.net")]
    [InlineData("https://local.vault.azure.net.example.org")]
    public async Task A_challenge_for_a_resource_that_the_vault_does_not_belong_to_gets_no_token(string resource)
    {
        using var vault = new InMemoryVault(resource);
        var client = vault.Client(_credential);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetKeyAsync("gateway", cancellationToken: Cancellation));

        Assert.Empty(_credential.Asked);
    }

    [Fact]
    public async Task The_check_of_the_resource_can_be_switched_off()
    {
        using var vault = new InMemoryVault("https://example.org");
        var client = vault.Client(_credential, disableVerification: true);

        KeyVaultKey key = await client.GetKeyAsync("gateway", cancellationToken: Cancellation);

        Assert.Equal("gateway", key.Name);
    }

    [Fact]
    public async Task A_link_to_another_host_gets_no_token()
    {
        using var vault = new InMemoryVault { SecondPage = new Uri("https://example.org/keys/gateway/versions?skiptoken") };
        var versions = vault.Client(_credential).GetPropertiesOfKeyVersionsAsync("gateway", Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await versions.ToListAsync(Cancellation));

        Assert.DoesNotContain(vault.Requests, request => request.Uri.Host == "example.org" && request.Authorization is not null);
    }
}
