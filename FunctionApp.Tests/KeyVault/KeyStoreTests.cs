using System.Buffers.Text;
using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.KeyVault;

public sealed class KeyStoreTests : IDisposable
{
    private readonly VaultFixture _vault = new();

    [Fact]
    public async Task A_running_vault_notices_a_new_key_and_a_new_version_at_once()
    {
        using var before = await _vault.Get("keys/gateway");
        _vault.AddRsa();
        await _vault.GetJson("keys/gateway");
        var added = _vault.AddRsa();

        var kid = (await _vault.GetJson("keys/gateway")).GetProperty("key").GetProperty("kid").GetString();
        var versions = (await _vault.GetJson("keys/gateway/versions")).GetProperty("value").GetArrayLength();

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.EndsWith(added.Version, kid);
        Assert.Equal(2, versions);
    }

    [Fact]
    public async Task A_running_vault_notices_a_disabled_key_at_once()
    {
        using var key = GatewayKeys.Rsa();
        var version = _vault.Store.Add("gateway", key, KeyVersion.Decrypt);
        var body = new { alg = "RSA-OAEP-256", value = Base64Url.EncodeToString(key.Encrypt([1], RSAEncryptionPadding.OaepSHA256)) };
        using var before = await _vault.Decrypt($"keys/gateway/{version.Version}", body);
        _vault.Store.Disable(version);

        using var after = await _vault.Decrypt($"keys/gateway/{version.Version}", body);
        var attributes = (await _vault.GetJson("keys/gateway")).GetProperty("attributes");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (before.StatusCode, after.StatusCode));
        Assert.False(attributes.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public void Of_versions_made_at_the_same_instant_the_last_is_the_newest()
    {
        var added = Enumerable.Range(0, 5).Select(_ => _vault.AddRsa().Version).ToList();

        Assert.Equal(added.AsEnumerable().Reverse(), _vault.Store.List()["gateway"].Select(key => key.Version));
    }

    [Fact]
    public void A_name_in_other_case_is_the_same_key()
    {
        _vault.AddRsa("client-x", KeyVersion.Verify);
        _vault.AddRsa("Client-X", KeyVersion.Verify);

        Assert.Equal(2, _vault.Store.List()["CLIENT-X"].Count());
        Assert.Single(Directory.GetDirectories(Path.Combine(_vault.Directory, "vault")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a b")]
    public void A_name_that_no_key_can_have_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _vault.AddRsa(name));

    [Fact]
    public void A_key_that_only_verifies_is_kept_without_its_private_part()
    {
        _vault.AddRsa("client-x", KeyVersion.Verify);
        _vault.AddRsa("gateway", KeyVersion.Decrypt);

        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Assert.Single(StateOf("client-x"))), StringComparison.Ordinal);
        Assert.Contains("PRIVATE", File.ReadAllText(Assert.Single(StateOf("gateway"))), StringComparison.Ordinal);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_the_state()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        _vault.AddRsa();

        var file = Assert.Single(StateOf("gateway"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void The_text_of_a_version_does_not_show_its_key()
    {
        using var key = GatewayKeys.Rsa();

        var version = _vault.Store.Add("gateway", key, KeyVersion.Decrypt);

        Assert.Equal($"gateway/{version.Version}", version.ToString());
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        _vault.AddRsa();
        var file = Assert.Single(StateOf("gateway"));
        File.WriteAllText(file, "{");

        var damage = Assert.Throws<InvalidDataException>(() => _vault.Store.List());

        Assert.Contains(file, damage.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _vault.Dispose();

    private string[] StateOf(string name) => Directory.GetFiles(Path.Combine(_vault.Directory, "vault", name));
}
