using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.KeyVault;

public sealed class KeyVersionsTests : IDisposable
{
    private readonly VaultFixture _vault = new();

    [Fact]
    public async Task Versions_show_their_id_and_attributes()
    {
        var version = _vault.AddRsa();
        _vault.Store.Disable(version);

        var page = await _vault.GetJson("keys/gateway/versions");

        var item = Assert.Single(page.GetProperty("value").EnumerateArray());
        Assert.Equal($"https://local.vault.azure.net/keys/gateway/{version.Version}", item.GetProperty("kid").GetString());
        Assert.False(item.GetProperty("attributes").GetProperty("enabled").GetBoolean());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("nextLink").ValueKind);
    }

    [Theory]
    [InlineData("", 3, 25)]
    [InlineData("&maxresults=2", 26, 2)]
    public async Task Following_the_links_gives_every_version_once(string query, int pages, int size)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var added = Enumerable.Range(0, 52).Select(_ => _vault.Store.Add("many", key, KeyVersion.Verify).Version).ToHashSet();

        var read = new List<JsonElement> { await _vault.GetJson("keys/many/versions", query) };
        while (read[^1].GetProperty("nextLink").GetString() is { } next)
        {
            using var response = await _vault.Client.GetAsync(new Uri(next), TestContext.Current.CancellationToken);
            read.Add(await VaultFixture.Json(response));
        }

        Assert.Equal(pages, read.Count);
        Assert.Equal(size, read[0].GetProperty("value").GetArrayLength());
        var ids = read
            .SelectMany(page => page.GetProperty("value").EnumerateArray())
            .Select(item => item.GetProperty("kid").GetString()![^32..]);
        Assert.Equal(added.Order(), ids.Order());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("26")]
    [InlineData("many")]
    public async Task A_page_size_that_Key_Vault_refuses_is_a_400(string size)
    {
        using var response = await _vault.Get("keys/gateway/versions", $"&maxresults={size}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_key_has_no_versions()
    {
        var page = await _vault.GetJson("keys/nobody/versions");

        Assert.Empty(page.GetProperty("value").EnumerateArray());
    }

    public void Dispose() => _vault.Dispose();
}
