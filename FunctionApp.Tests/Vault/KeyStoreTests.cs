using System.Net;
using System.Runtime.Versioning;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Vault;

public sealed class KeyStoreTests : IDisposable
{
    private readonly VaultFixture _vault = new();

    [Fact]
    public async Task A_running_vault_notices_a_new_version_within_five_seconds()
    {
        _vault.AddRsa();
        await _vault.GetJson("keys/gateway");
        var added = _vault.AddRsa();

        _vault.Clock.Advance(TimeSpan.FromSeconds(5));

        var kid = (await _vault.GetJson("keys/gateway")).GetProperty("key").GetProperty("kid").GetString();
        Assert.EndsWith(added.Version, kid);
    }

    [Fact]
    public async Task A_running_vault_notices_a_disabled_key_within_five_seconds()
    {
        var version = _vault.AddRsa();
        await _vault.GetJson("keys/gateway");
        _vault.Store.Disable(version);

        _vault.Clock.Advance(TimeSpan.FromSeconds(5));

        var attributes = (await _vault.GetJson("keys/gateway")).GetProperty("attributes");
        Assert.False(attributes.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task A_request_within_a_second_of_another_does_not_read_the_disk()
    {
        _vault.AddRsa();
        await _vault.GetJson("keys/gateway");
        Directory.Delete(Path.Combine(_vault.Directory, "vault"), recursive: true);

        _vault.Clock.Advance(TimeSpan.FromSeconds(1));

        using var response = await _vault.Get("keys/gateway");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
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
        using var key = VaultFixture.Rsa();

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
