using System.Text.Json;
using Azure;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using BotGateway.Tests.OpenAI;

namespace BotGateway.Tests.Compat.Vault;

public sealed class CryptographyClientTests
{
    private const string Decrypted = """{"kid":"https://local.vault.azure.net/keys/gateway/2","value":"YSBzZWNyZXQ"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "/keys/gateway/decrypt")]
    [InlineData("2", "/keys/gateway/2/decrypt")]
    public async Task The_vault_decrypts_by_one_call(string? version, string path)
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Json(200, Decrypted));

        var result = await DecryptAsync(ScriptedVault.Client(vault), version);

        Assert.Equal("a secret"u8.ToArray(), result.Plaintext);
        Assert.Equal(EncryptionAlgorithm.RsaOaep256, result.Algorithm);
        Assert.Equal("https://local.vault.azure.net/keys/gateway/2", result.KeyId);
        var sent = Assert.Single(vault.Requests, request => request.Headers.ContainsKey("Authorization"));
        Assert.Equal($"POST https://local.vault.azure.net{path}?api-version=2025-07-01", sent.Line);
        var operation = JsonElement.Parse(sent.Body);
        Assert.Equal(("RSA-OAEP-256", "AQID"), (operation.GetProperty("alg").GetString(), operation.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Broken_ciphertext_is_a_400()
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Error(400, "BadParameter"));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => DecryptAsync(ScriptedVault.Client(vault)));

        Assert.Equal((400, "BadParameter"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task It_shares_the_token_of_the_client_that_made_it()
    {
        const string Key = """{"key":{"kid":"https://local.vault.azure.net/keys/gateway/2","kty":"RSA","n":"AQAB","e":"AQAB"},"attributes":{}}""";
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Json(200, Key), ScriptedService.Json(200, Decrypted));
        var client = ScriptedVault.Client(vault);
        await client.GetKeyAsync("gateway", cancellationToken: Cancellation);

        await DecryptAsync(client);

        Assert.Single(vault.Requests, request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task What_is_to_be_decrypted_is_not_shown_before_the_challenge()
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Json(200, Decrypted));

        await DecryptAsync(ScriptedVault.Client(vault));

        Assert.Equal([true, false], vault.Requests.Select(request => request.Body.Length == 0));
    }

    private static Task<DecryptResult> DecryptAsync(KeyClient client, string? version = null) =>
        client.GetCryptographyClient("gateway", version).DecryptAsync(EncryptionAlgorithm.RsaOaep256, [1, 2, 3], Cancellation);
}
