using BotGateway.LocalHost;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.LocalHost.Keys;

public sealed class KeysDisableTests(KeysDisableTests.RotatedClient client) : IClassFixture<KeysDisableTests.RotatedClient>, IDisposable
{
    private readonly KeysFixture _keys = client.Copy();

    [Fact]
    public async Task All_keys_of_a_client_are_disabled_and_nobody_elses()
    {
        var output = await _keys.RunAsync("disable", "acme");

        Assert.Equal([false, false], Enabled("client-acme"));
        Assert.Equal([true], Enabled("client-default"));
        Assert.Contains("within Auth__KeyMinutes (5 minutes by default)", output, StringComparison.Ordinal);
        Assert.Contains("it will be rejected", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    public async Task One_version_is_disabled_that_begins_as_told(int length)
    {
        var old = _keys.Store.Versions("client-acme")[1].Version;

        await _keys.RunAsync("disable", "acme", "--version", old[..length].ToUpperInvariant());

        Assert.Equal([true, false], Enabled("client-acme"));
    }

    [Fact]
    public async Task What_is_disabled_already_stays_so()
    {
        var old = _keys.Store.Versions("client-acme")[1].Version;
        await _keys.RunAsync("disable", "acme", "--version", old);
        var before = _keys.Snapshot();

        Assert.Contains("already disabled", await _keys.RunAsync("disable", "acme", "--version", old), StringComparison.Ordinal);
        Assert.Equal(before, _keys.Snapshot());
        await _keys.RunAsync("disable", "acme");
        Assert.Contains("already disabled", await _keys.RunAsync("disable", "acme"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateways_newest_version_gives_way_to_the_one_before()
    {
        var publicPem = await File.ReadAllTextAsync(_keys.FileOf("gateway-public.pem"), TestContext.Current.CancellationToken);
        await _keys.RunAsync("rotate", "gateway");

        await _keys.RunAsync("disable", "gateway", "--version", _keys.Store.Versions("gateway")[0].Version);

        Assert.Equal([false, true], Enabled("gateway"));
        Assert.Equal(publicPem, await File.ReadAllTextAsync(_keys.FileOf("gateway-public.pem"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_gateways_last_enabled_version_stays()
    {
        var only = Assert.Single(_keys.Store.Versions("gateway")).Version;

        await AssertRefusedAsync("the only enabled version", "gateway", "--version", only);
        await AssertRefusedAsync("needs --version", "gateway");
    }

    [Fact]
    public async Task A_version_or_a_name_that_is_not_there_is_an_error_that_says_which_are()
    {
        var versions = _keys.Store.Versions("client-acme");

        await AssertRefusedAsync($"Available: {versions[0].Version[..8]}, {versions[1].Version[..8]}.", "acme", "--version", "none");
        await AssertRefusedAsync($"Available: {versions[0].Version[..8]}, {versions[1].Version[..8]}.", "acme", "--version", "");
        await AssertRefusedAsync("Available: gateway, acme, default.", "nobody");
    }

    [Fact]
    public async Task A_beginning_that_several_versions_share_is_an_error_that_shows_them()
    {
        var folder = Path.Combine(_keys.DataDirectory, "vault", "client-acme");
        var version = _keys.Store.Versions("client-acme")[0].Version;
        var like = version[..31] + (version[31] == '0' ? '1' : '0');
        File.Copy(Path.Combine(folder, $"{version}.json"), Path.Combine(folder, $"{like}.json"));

        await AssertRefusedAsync(like, "acme", "--version", version[..31]);
    }

    public void Dispose() => _keys.Dispose();

    private IEnumerable<bool> Enabled(string key) => _keys.Store.Versions(key).Select((KeyVersion version) => version.Enabled);

    private async Task AssertRefusedAsync(string expected, params string[] arguments)
    {
        var before = _keys.Snapshot();

        var error = await Assert.ThrowsAsync<StartupException>(() => _keys.RunAsync(["disable", .. arguments]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _keys.Snapshot());
    }

    /// <summary>The client acme with two keys.</summary>
    public sealed class RotatedClient : AddedClient
    {
        protected override async Task AddAsync(KeysFixture keys)
        {
            await base.AddAsync(keys);
            await keys.RunAsync("rotate", "acme");
        }
    }
}
