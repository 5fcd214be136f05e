using System.Runtime.Versioning;
using System.Security.Cryptography;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.LocalHost.Keys;

public sealed class KeysRotateTests(AddedClient client) : IClassFixture<AddedClient>, IDisposable
{
    private readonly KeysFixture _keys = client.Copy();

    [Theory]
    [InlineData("acme")]
    [InlineData("default")]
    public async Task A_client_has_a_new_key_and_its_old_one_still(string name)
    {
        using var old = _keys.Key($"client-{name}-private.pem");

        var output = await _keys.RunAsync("rotate", name);

        using var kept = _keys.Key($"client-{name}-private.old.pem");
        using var @new = _keys.Key($"client-{name}-private.pem");
        var versions = _keys.Store.Versions($"client-{name}");
        Assert.Equal([@new.ExportSubjectPublicKeyInfoPem(), old.ExportSubjectPublicKeyInfoPem()], versions.Select(key => key.Pem));
        Assert.All(versions, key => Assert.True(key.Enabled));
        Assert.Equal(old.ExportPkcs8PrivateKeyPem(), kept.ExportPkcs8PrivateKeyPem());
        Assert.Contains("both valid", output, StringComparison.Ordinal);
        Assert.EndsWith($"keys disable {name} --version {versions[1].Version[..8]}\n", output, StringComparison.Ordinal);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read_either_private_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await _keys.RunAsync("rotate", "acme");

        _keys.AssertPrivate("client-acme-private.pem");
        _keys.AssertPrivate("client-acme-private.old.pem");
    }

    [Fact]
    public async Task The_gateway_has_a_new_key_and_clients_are_given_its_public_part()
    {
        var output = await _keys.RunAsync("rotate", "gateway");

        using var @public = _keys.Key("gateway-public.pem");
        using var newest = RSA.Create();
        var versions = _keys.Store.Versions("gateway");
        newest.ImportFromPem(versions[0].Pem);
        Assert.Equal(newest.ExportSubjectPublicKeyInfoPem(), @public.ExportSubjectPublicKeyInfoPem());
        Assert.All(versions, key => Assert.Equal((true, KeyVersion.Decrypt), (key.Enabled, Assert.Single(key.Operations))));
        Assert.Contains("gateway-public.pem", output, StringComparison.Ordinal);
        Assert.EndsWith($"keys disable gateway --version {versions[1].Version[..8]}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_falls_out_of_use_is_named()
    {
        var first = Assert.Single(_keys.Store.Versions("client-acme")).Version[..8];
        await _keys.RunAsync("rotate", "acme");

        var output = await _keys.RunAsync("rotate", "acme");

        Assert.Contains($"No longer in use, because they are older: {first}.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_was_shut_out_is_authenticated_by_its_new_key_alone()
    {
        await _keys.RunAsync("disable", "acme");

        var output = await _keys.RunAsync("rotate", "acme");

        Assert.Equal([true, false], _keys.Store.Versions("client-acme").Select(key => key.Enabled));
        Assert.Contains("only the new one is valid", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("../vault")]
    [InlineData("client-acme")]
    public async Task An_unknown_name_is_an_error_that_says_which_there_are(string name)
    {
        var before = _keys.Snapshot();

        var error = await Assert.ThrowsAsync<StartupException>(() => _keys.RunAsync("rotate", name));

        Assert.Contains($"no '{name}'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Available: gateway, acme, default.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _keys.Snapshot());
    }

    public void Dispose() => _keys.Dispose();
}
