using Azure.Security.KeyVault.Keys;

namespace BotGateway.Tests.Compat.Vault;

public sealed class KeyClientTests : IDisposable
{
    private readonly InMemoryVault _vault = new();
    private readonly KeyClient _client;

    public KeyClientTests() => _client = _vault.Client(new CountingCredential());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task Without_a_version_the_newest_is_read_with_all_its_properties()
    {
        KeyVaultKey key = await _client.GetKeyAsync("gateway", cancellationToken: Cancellation);

        Assert.Equal(("gateway", "2", InMemoryVault.Address), (key.Name, key.Properties.Version, key.Properties.VaultUri));
        Assert.Equal(new Uri(InMemoryVault.Address, "/keys/gateway/2"), key.Id);
        Assert.Equal(key.Id, key.Properties.Id);
        Assert.Equal(KeyType.Rsa, key.KeyType);
        Assert.Equal([KeyOperation.Decrypt], key.KeyOperations);
        Assert.True(key.Properties.Enabled);
        Assert.Equal(1_700_000_000, key.Properties.NotBefore?.ToUnixTimeSeconds());
        Assert.Equal(1_900_000_000, key.Properties.ExpiresOn?.ToUnixTimeSeconds());
        Assert.Equal(1_600_000_000, key.Properties.CreatedOn?.ToUnixTimeSeconds());
        Assert.Equal(1_650_000_000, key.Properties.UpdatedOn?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_version_is_read_by_its_address()
    {
        KeyVaultKey key = await _client.GetKeyAsync("gateway", "1", Cancellation);

        Assert.Equal("1", key.Properties.Version);
        Assert.Equal("/keys/gateway/1?api-version=2025-07-01", _vault.Requests[^1].Uri.PathAndQuery);
    }

    [Fact]
    public async Task Versions_are_listed_over_all_pages()
    {
        var versions = new List<KeyProperties>();
        await foreach (var version in _client.GetPropertiesOfKeyVersionsAsync("gateway", Cancellation))
            versions.Add(version);

        Assert.Equal([("1", false), ("2", true)], versions.Select(version => (version.Version, version.Enabled!.Value)));
        Assert.Equal(_vault.SecondPage, _vault.Requests[^1].Uri);
    }

    [Fact]
    public async Task An_RSA_key_becomes_a_local_one()
    {
        KeyVaultKey key = await _client.GetKeyAsync("gateway", cancellationToken: Cancellation);
        using var local = key.Key.ToRSA();

        Assert.Equal(_vault.Rsa.ExportSubjectPublicKeyInfo(), local.ExportSubjectPublicKeyInfo());
        Assert.Throws<InvalidOperationException>(() => key.Key.ToECDsa());
    }

    [Fact]
    public async Task An_elliptic_curve_key_becomes_a_local_one()
    {
        KeyVaultKey key = await _client.GetKeyAsync("curve", cancellationToken: Cancellation);
        using var local = key.Key.ToECDsa();

        Assert.Equal((KeyType.EcHsm, KeyCurveName.P256), (key.KeyType, key.Key.CurveName));
        Assert.Equal(_vault.Curve.ExportSubjectPublicKeyInfo(), local.ExportSubjectPublicKeyInfo());
        Assert.Throws<InvalidOperationException>(() => key.Key.ToRSA());
    }
}
