using System.Collections.Concurrent;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.KeyVault;

public sealed class LocalKeysTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("local-keys-").FullName;
    private readonly List<string> _reports = [];

    private KeyStore Store => new(_directory, TimeProvider.System);

    [Fact]
    public async Task The_first_start_makes_both_keys_and_says_so()
    {
        await EnsureCreatedAsync();

        Assert.Equal(5, _reports.Count);
        Assert.All(_reports, report => Assert.DoesNotContain('\n', report));
        Assert.Equal([KeyVersion.Decrypt], Assert.Single(Store.List()["gateway"]).Operations);
        Assert.Equal([KeyVersion.Verify], Assert.Single(Store.List()["client-default"]).Operations);
    }

    [Fact]
    public async Task A_later_start_makes_nothing_and_says_nothing()
    {
        await EnsureCreatedAsync();
        var before = Snapshot();
        _reports.Clear();

        await EnsureCreatedAsync();

        Assert.Empty(_reports);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task What_clients_encrypt_for_the_gateway_its_key_decrypts()
    {
        await EnsureCreatedAsync();
        using var encrypting = FromPem(File.ReadAllText(LocalKeys.GatewayPublicPem(_directory)));
        using var decrypting = FromPem(Store.List()["gateway"].Single().Pem);

        var ciphertext = encrypting.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA256);

        Assert.Equal(2048, encrypting.KeySize);
        Assert.Equal([1, 2, 3], decrypting.Decrypt(ciphertext, RSAEncryptionPadding.OaepSHA256));
    }

    [Fact]
    public async Task What_the_client_signs_its_key_in_the_vault_verifies()
    {
        await EnsureCreatedAsync();
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

        // In passing, the losers of the race say that they wait.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => LocalKeys.EnsureCreatedAsync(_directory, reports.Add, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken)));

        Assert.Equal(5, reports.Count(report => !report.StartsWith("Waiting", StringComparison.Ordinal)));
        Assert.Single(Store.List()["gateway"]);
        Assert.Single(Store.List()["client-default"]);
    }

    [Fact]
    public async Task A_public_key_that_does_not_fit_the_vaults_is_written_anew()
    {
        GatewayKeys.WriteLocalHostsTo(_directory);
        var right = File.ReadAllText(LocalKeys.GatewayPublicPem(_directory));
        using var other = GatewayKeys.Rsa();
        File.WriteAllText(LocalKeys.GatewayPublicPem(_directory), other.ExportSubjectPublicKeyInfoPem());

        await EnsureCreatedAsync();

        Assert.Equal(right, File.ReadAllText(LocalKeys.GatewayPublicPem(_directory)));
    }

    [Fact]
    public async Task Clients_are_given_the_newest_enabled_key_of_the_gateway()
    {
        GatewayKeys.WriteLocalHostsTo(_directory);
        var right = File.ReadAllText(LocalKeys.GatewayPublicPem(_directory));
        using var other = GatewayKeys.Rsa();
        Store.Disable(Store.Add("gateway", other, KeyVersion.Decrypt));

        await EnsureCreatedAsync();

        Assert.Equal(right, File.ReadAllText(LocalKeys.GatewayPublicPem(_directory)));
    }

    [Fact]
    public async Task A_client_key_that_was_lost_becomes_a_new_version()
    {
        GatewayKeys.WriteLocalHostsTo(_directory);
        File.Delete(LocalKeys.ClientPrivatePem(_directory));

        await EnsureCreatedAsync();

        Assert.Equal(2, Store.List()["client-default"].Count());
        using var signing = FromPem(File.ReadAllText(LocalKeys.ClientPrivatePem(_directory)));
        Assert.Equal(signing.ExportSubjectPublicKeyInfoPem(), Store.List()["client-default"].First().Pem);
    }

    [Fact]
    public async Task A_client_key_that_the_vault_lost_is_put_back()
    {
        GatewayKeys.WriteLocalHostsTo(_directory);
        var before = Store.List()["client-default"].Single().Pem;
        Directory.Delete(Path.Combine(_directory, "vault", "client-default"), recursive: true);

        await EnsureCreatedAsync();

        Assert.Equal(before, Store.List()["client-default"].Single().Pem);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read_the_private_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        await EnsureCreatedAsync();

        var file = LocalKeys.ClientPrivatePem(_directory);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task EnsureCreatedAsync() => LocalKeys.EnsureCreatedAsync(_directory, _reports.Add, TestContext.Current.CancellationToken);

    private Dictionary<string, string> Snapshot() =>
        Directory.GetFiles(_directory, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);

    private static RSA FromPem(string pem)
    {
        var key = RSA.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
