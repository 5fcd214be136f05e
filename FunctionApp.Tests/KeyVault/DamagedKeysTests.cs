using System.Security.Cryptography;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.KeyVault;

public sealed class DamagedKeysTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    [Theory]
    [InlineData("{", "")]
    [InlineData("\"kty\"", "\"ktx\"")]
    [InlineData("\"attributes\"", "\"attributez\"")]
    [InlineData("\"RSA\"", "null")]
    [InlineData("\"enabled\": true", "\"enabled\": 1")]
    [InlineData("\"created\": \"", "\"created\": \"some day of ")]
    [InlineData("BEGIN PRIVATE KEY", "BEGIN NOTHING")]
    [InlineData("BEGIN PRIVATE KEY-----", "BEGIN PRIVATE KEY-----A")]
    public async Task A_damaged_key_in_the_vault_is_an_error_that_tells_of_a_new_start(string part, string damage)
    {
        GatewayKeys.WriteLocalHostsTo(_data.Path);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_data.Path, "vault", "gateway")));
        var whole = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, whole.Replace(part, damage, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<StartupException>(EnsureCreatedAsync);

        Assert.Contains("gateway", error.Message, StringComparison.Ordinal);
        Assert.Contains("to start over", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task A_damaged_client_key_is_an_error_that_names_its_file(string damage)
    {
        GatewayKeys.WriteLocalHostsTo(_data.Path);
        var file = LocalKeys.ClientPrivatePem(_data.Path);
        await File.WriteAllTextAsync(file, damage, TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(_data.Path, "vault", "client-default"), recursive: true);

        var atStart = await Assert.ThrowsAsync<StartupException>(EnsureCreatedAsync);
        var ofClient = Assert.Throws<StartupException>(() => GatewayCredentials.Load(_data.Path));

        Assert.Contains(file, atStart.Message, StringComparison.Ordinal);
        Assert.Contains(file, ofClient.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_client_key_is_one_line_that_names_its_file_and_why()
    {
        var file = LocalKeys.ClientPrivatePem(_data.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var weak = RSA.Create(1024);
        await File.WriteAllTextAsync(file, weak.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<StartupException>(EnsureCreatedAsync);

        Assert.Equal(
            $"{file} is too weak: the key has an RSA modulus of 1024 bits; 2048 to 4096 are allowed. Move it; the next start creates a new one.",
            error.Message);
    }

    public void Dispose() => _data.Dispose();

    private Task EnsureCreatedAsync() => LocalKeys.EnsureCreatedAsync(_data.Path, static _ => { }, TestContext.Current.CancellationToken);
}
