using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.LocalHost.Keys;

public sealed class KeysAddTests : IDisposable
{
    private readonly KeysFixture _keys = new(hasKeys: true);

    [Fact]
    public async Task The_client_has_its_private_key_and_the_vault_its_public_one()
    {
        await _keys.RunAsync("add", "acme");

        using var pair = _keys.Key("client-acme-private.pem");
        var version = Assert.Single(_keys.Store.Versions("client-acme"));
        Assert.Equal(2048, pair.KeySize);
        Assert.Equal([KeyVersion.Verify], version.Operations);
        Assert.Equal(pair.ExportSubjectPublicKeyInfoPem(), version.Pem);
    }

    [Fact]
    public async Task USER_and_PASS_are_shown_and_only_what_is_derived_of_them_is_kept()
    {
        var output = await _keys.RunAsync("add", "acme");

        var (user, pass) = KeysFixture.Secrets(output);
        Assert.Matches(@"\A[A-Za-z0-9]{16}\z", user);
        Assert.Matches(@"\A[A-Za-z0-9]{43}\z", pass);
        Assert.Contains($"token --data {_keys.DataDirectory} --client acme --user {user} --pass {pass}\n", output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_keys.DataDirectory, "keys"), output, StringComparison.Ordinal);
        Assert.Equal(GatewayCredentials.Derive(user, pass), (string?)JsonNode.Parse(File.ReadAllText(_keys.ClientsJson))!["acme"]);
        Assert.All(_keys.Snapshot().Values, content => Assert.False(content.Contains(user) || content.Contains(pass)));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read_what_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        await _keys.RunAsync("add", "acme");

        _keys.AssertPrivate("client-acme-private.pem");
        _keys.AssertPrivate("clients.json");
    }

    [Theory]
    [InlineData("gateway", "the gateway's own key")]
    [InlineData("default", "already exists")]
    [InlineData("Acme", "1 to 64 characters")]
    [InlineData("acme\n", "1 to 64 characters")]
    [InlineData("../acme", "1 to 64 characters")]
    [InlineData("", "1 to 64 characters")]
    [InlineData("a-name-that-is-longer-than-the-sixty-four-characters-it-may-have-x", "1 to 64 characters")]
    public async Task A_name_that_no_added_client_can_have_is_refused_and_nothing_is_made(string name, string expected)
    {
        using var keys = new KeysFixture();

        var error = await Assert.ThrowsAsync<StartupException>(() => keys.RunAsync("add", name));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(keys.Snapshot());
    }

    [Fact]
    public async Task A_client_that_is_there_is_left_as_it_is()
    {
        await _keys.RunAsync("add", "acme");
        await AssertRefusedAsync("'keys rotate acme'");
    }

    [Fact]
    public async Task A_key_that_is_there_is_left_as_it_is()
    {
        await _keys.RunAsync("add", "acme");
        File.Delete(_keys.ClientsJson);
        await AssertRefusedAsync("client-acme");

        Directory.Delete(Path.Combine(_keys.DataDirectory, "vault", "client-acme"), recursive: true);
        await AssertRefusedAsync("client-acme-private.pem");
    }

    [Fact]
    public async Task A_damaged_list_is_left_as_it_is_and_named()
    {
        await _keys.RunAsync("add", "bravo");
        await File.WriteAllTextAsync(_keys.ClientsJson, "{", TestContext.Current.CancellationToken);

        await AssertRefusedAsync(_keys.ClientsJson);
    }

    [Fact]
    public async Task Clients_that_are_added_at_once_are_all_there()
    {
        using var keys = new KeysFixture();
        string[] names = ["acme", "bravo", "charlie"];

        await Task.WhenAll(names.Select(name => Task.Run(() => keys.RunAsync("add", name), TestContext.Current.CancellationToken)));

        Assert.Equal(names, JsonNode.Parse(File.ReadAllText(keys.ClientsJson))!.AsObject().Select(client => client.Key));
        Assert.All(names, name => Assert.Single(keys.Store.Versions($"client-{name}")));
    }

    [Fact]
    public async Task An_error_is_one_line_and_exit_code_1()
    {
        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["keys", "add", "gateway", "--data", _keys.DataDirectory]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    public void Dispose() => _keys.Dispose();

    private async Task AssertRefusedAsync(string expected)
    {
        var before = _keys.Snapshot();

        var error = await Assert.ThrowsAsync<StartupException>(() => _keys.RunAsync("add", "acme"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _keys.Snapshot());
    }
}
