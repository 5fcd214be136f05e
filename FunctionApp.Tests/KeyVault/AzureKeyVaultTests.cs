using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using BotGateway.Http;
using BotGateway.KeyVault;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using KeyVersion = BotGateway.LocalHost.Vault.KeyVersion;

namespace BotGateway.Tests.KeyVault;

/// <summary>What the gateway reads in the vault, and by how many calls.</summary>
public sealed class AzureKeyVaultTests : IDisposable
{
    private const string Acme = "client-acme";

    private readonly VaultFixture _fixture = new();
    private readonly AzureKeyVault _vault;

    public AzureKeyVaultTests()
    {
        var options = new KeyClientOptions { Transport = new HttpClientTransport(new HttpClient(_fixture.Vault)), Retry = { MaxRetries = 0 } };
        _vault = new AzureKeyVault(new KeyClient(LocalVault.Address, _fixture.Vault.Credential, options), UnheardMetrics.Instance, _fixture.Clock, NullLogger<AzureKeyVault>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _fixture.Clock.GetUtcNow();

    private (int Lists, int Keys) Calls => (_fixture.Vault.Calls.Count("list-versions"), _fixture.Vault.Calls.Count("get-key"));

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_public_part_of_an_RSA_key_is_read()
    {
        using var rsa = GatewayKeys.Rsa();
        var version = _fixture.AddRsa(Acme, KeyVersion.Verify);

        var key = Assert.Single(await ReadAsync());

        Assert.Equal(new BotGateway.KeyVault.KeyVersion(version.Version, Enabled: true, NotBefore: null, ExpiresOn: null), key.Version);
        var expected = rsa.ExportParameters(includePrivateParameters: false);
        Assert.Equal(("RSA", Base64UrlEncoder.Encode(expected.Modulus), "AQAB"), (key.Key!.Kty, key.Key.N, key.Key.E));
        Assert.False(key.Key.HasPrivateKey);
    }

    [Fact]
    public async Task The_public_part_of_a_P256_key_is_read()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _fixture.Store.Add(Acme, curve, KeyVersion.Verify);

        var key = Assert.Single(await ReadAsync()).Key!;

        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        Assert.Equal(("EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y)), (key.Kty, key.Crv, key.X, key.Y));
    }

    [Theory]
    [InlineData("P-384")]
    [InlineData("RSA 1024")]
    [InlineData("RSA 2040")]
    [InlineData("decrypt only")]
    public async Task A_key_that_no_client_may_sign_with_has_no_public_part_here(string kind)
    {
        using AsymmetricAlgorithm key = kind switch
        {
            "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "RSA 1024" => RSA.Create(1024),
            "RSA 2040" => RSA.Create(2040),
            _ => GatewayKeys.Rsa(),
        };
        _fixture.Store.Add(Acme, key, kind == "decrypt only" ? KeyVersion.Decrypt : KeyVersion.Verify);

        var read = Assert.Single(await ReadAsync());

        Assert.Null(read.Key);
        Assert.False(read.IsUsableAt(Now));
    }

    [Fact]
    public async Task A_client_without_a_key_costs_one_call()
    {
        Assert.Empty(await ReadAsync());
        Assert.Equal((1, 0), Calls);
    }

    [Fact]
    public async Task Only_the_list_is_read_again()
    {
        Add();
        var first = Add();
        await ReadAsync();
        _fixture.Store.Disable(first);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Single(await ReadAsync());
        Assert.Equal((2, 2), Calls);
    }

    [Fact]
    public async Task Reading_stops_at_the_second_version_that_may_be_used_all_the_time()
    {
        Add();
        var last = Add();
        Add(expires: Now);
        var ending = Add(expires: Now.AddHours(1));
        var first = Add();
        _fixture.Store.Disable(Add());
        var coming = Add(notBefore: Now.AddHours(1));
        Add(notBefore: Now.AddHours(1).AddSeconds(1));

        Assert.Equal([coming.Version, first.Version, ending.Version, last.Version], (await ReadAsync()).Select(key => key.Version.Version));
        Assert.Equal((1, 4), Calls);
    }

    [Fact]
    public async Task A_version_that_is_deleted_while_it_is_read_is_passed_over()
    {
        var first = Add();
        Add();
        _fixture.Vault.Faults.Next("get-key", Fault.Status(404));

        Assert.Equal(first.Version, Assert.Single(await ReadAsync()).Version.Version);
    }

    [Fact]
    public async Task All_versions_of_the_gateways_key_are_listed_newest_first()
    {
        // More than a page of the vault's holds.
        var added = Enumerable.Range(0, 30).Select(_ => Add("gateway").Version).Reverse().ToList();
        _fixture.Store.Disable(_fixture.Store.List()["gateway"].First());

        var versions = await _vault.ReadGatewayVersionsAsync(Cancellation);

        Assert.Equal(added, versions.Select(version => version.Version));
        Assert.Equal([false, true], versions.Take(2).Select(version => version.Enabled));
        Assert.Equal(0, Calls.Keys);
    }

    [Fact]
    public async Task Decrypting_tells_another_versions_token_a_version_out_of_use_and_an_outage_apart()
    {
        var key = GatewayKeys.Acme;
        var mine = _fixture.Store.Add("gateway", key, KeyVersion.Decrypt);
        var other = _fixture.AddRsa();
        var disabled = _fixture.AddRsa();
        _fixture.Store.Disable(disabled);
        var token = key.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA256);

        Assert.Equal([1, 2, 3], await _vault.DecryptAsync(mine.Version, token, Cancellation));
        Assert.Null(await _vault.DecryptAsync(other.Version, token, Cancellation));
        await Assert.ThrowsAsync<UnusableVersionException>(() => _vault.DecryptAsync(disabled.Version, token, Cancellation));
        await Assert.ThrowsAsync<UnusableVersionException>(() => _vault.DecryptAsync(new string('0', 32), token, Cancellation));
        _fixture.Vault.Faults.Next("decrypt", Fault.Status(429));
        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAnyAsync<GatewayException>(() => _vault.DecryptAsync(mine.Version, token, Cancellation))).Kind);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_an_outage()
    {
        var version = _fixture.AddRsa().Version;
        Add();
        foreach (var fault in new[] { Fault.Refused, Fault.Vanished })
        {
            foreach (var call in new[] { "list-versions", "get-key", "decrypt" })
                _fixture.Vault.Faults.Next(call, fault);
            // The list, then the key.
            await AssertOutageAsync(ReadAsync);
            await AssertOutageAsync(ReadAsync);
            await AssertOutageAsync(() => _vault.DecryptAsync(version, new byte[256], Cancellation));
        }

        static async Task AssertOutageAsync(Func<Task> call) =>
            Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAnyAsync<GatewayException>(call)).Kind);
    }

    private Task<IReadOnlyList<ClientKey>> ReadAsync() => _vault.ReadClientKeysAsync("acme", TimeSpan.FromHours(1), Cancellation);

    // The vault tells times in whole seconds: each version has one of its own.
    private KeyVersion Add(string name = Acme, DateTimeOffset? notBefore = null, DateTimeOffset? expires = null)
    {
        using var key = GatewayKeys.Rsa();
        var created = new FakeTimeProvider(Now.AddSeconds(_fixture.Store.List()[name].Count()));
        var operation = name == Acme ? KeyVersion.Verify : KeyVersion.Decrypt;
        return new KeyStore(_fixture.Directory, created).Add(name, key, operation, notBefore, expires);
    }
}
