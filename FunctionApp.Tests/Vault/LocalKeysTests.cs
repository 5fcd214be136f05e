using System.Collections.Concurrent;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Vault;

public sealed class LocalKeysTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("local-keys-").FullName;
    private readonly List<string> _reports = [];

    private KeyStore Store => new(_directory, TimeProvider.System);

    [Fact]
    public void The_first_start_makes_both_keys_and_says_so()
    {
        EnsureCreated();

        Assert.Equal(4, _reports.Count);
        Assert.All(_reports, report => Assert.DoesNotContain('\n', report));
        Assert.Equal([KeyVersion.Decrypt], Assert.Single(Store.List()["gateway"]).Operations);
        Assert.Equal([KeyVersion.Verify], Assert.Single(Store.List()["client-default"]).Operations);
    }

    [Fact]
    public void A_later_start_makes_nothing_and_says_nothing()
    {
        EnsureCreated();
        var before = Snapshot();
        _reports.Clear();

        EnsureCreated();

        Assert.Empty(_reports);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void What_clients_encrypt_for_the_gateway_its_key_decrypts()
    {
        EnsureCreated();
        using var encrypting = FromPem(File.ReadAllText(LocalKeys.GatewayPublicPem(_directory)));
        using var decrypting = FromPem(Store.List()["gateway"].Single().Pem);

        var ciphertext = encrypting.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA256);

        Assert.Equal(2048, encrypting.KeySize);
        Assert.Equal([1, 2, 3], decrypting.Decrypt(ciphertext, RSAEncryptionPadding.OaepSHA256));
    }

    [Fact]
    public void What_the_client_signs_its_key_in_the_vault_verifies()
    {
        EnsureCreated();
        using var signing = FromPem(File.ReadAllText(LocalKeys.ClientPrivatePem(_directory)));
        using var verifying = FromPem(Store.List()["client-default"].Single().Pem);

        byte[] token = [1, 2, 3];
        var signature = signing.SignData(token, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.True(verifying.VerifyData(token, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Starts_at_the_same_moment_make_one_pair_of_each_key()
    {
        var reports = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => Task.Run(() => LocalKeys.EnsureCreated(_directory, reports.Add), TestContext.Current.CancellationToken)));

        Assert.Equal(4, reports.Count);
        Assert.Single(Store.List()["gateway"]);
        Assert.Single(Store.List()["client-default"]);
    }

    [Fact]
    public void A_public_key_that_does_not_fit_the_vaults_is_written_anew()
    {
        EnsureCreated();
        var right = File.ReadAllText(LocalKeys.GatewayPublicPem(_directory));
        using var other = RSA.Create(2048);
        File.WriteAllText(LocalKeys.GatewayPublicPem(_directory), other.ExportSubjectPublicKeyInfoPem());

        EnsureCreated();

        Assert.Equal(right, File.ReadAllText(LocalKeys.GatewayPublicPem(_directory)));
    }

    [Fact]
    public void A_client_key_that_was_lost_becomes_a_new_version()
    {
        EnsureCreated();
        File.Delete(LocalKeys.ClientPrivatePem(_directory));

        EnsureCreated();

        Assert.Equal(2, Store.List()["client-default"].Count());
        using var signing = FromPem(File.ReadAllText(LocalKeys.ClientPrivatePem(_directory)));
        Assert.Equal(signing.ExportSubjectPublicKeyInfoPem(), Store.List()["client-default"].First().Pem);
    }

    [Fact]
    public void A_client_key_that_the_vault_lost_is_put_back()
    {
        EnsureCreated();
        var before = Store.List()["client-default"].Single().Pem;
        Directory.Delete(Path.Combine(_directory, "vault", "client-default"), recursive: true);

        EnsureCreated();

        Assert.Equal(before, Store.List()["client-default"].Single().Pem);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_the_private_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        EnsureCreated();

        var file = LocalKeys.ClientPrivatePem(_directory);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void EnsureCreated() => LocalKeys.EnsureCreated(_directory, _reports.Add);

    private Dictionary<string, string> Snapshot() =>
        Directory.GetFiles(_directory, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);

    private static RSA FromPem(string pem)
    {
        var key = RSA.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
