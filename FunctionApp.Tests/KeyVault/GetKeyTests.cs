using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.KeyVault;

public sealed class GetKeyTests : IDisposable
{
    private readonly VaultFixture _vault = new();

    [Fact]
    public async Task An_RSA_key_shows_its_public_part_and_nothing_else()
    {
        using var key = GatewayKeys.Rsa();
        var added = _vault.Store.Add("gateway", key, KeyVersion.Decrypt);

        var json = (await _vault.GetJson("keys/gateway")).GetProperty("key");

        Assert.Equal(["kid", "kty", "key_ops", "n", "e"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal($"https://local.vault.azure.net/keys/gateway/{added.Version}", json.GetProperty("kid").GetString());
        Assert.Equal("RSA", json.GetProperty("kty").GetString());
        Assert.Equal("decrypt", Assert.Single(json.GetProperty("key_ops").EnumerateArray()).GetString());
        var expected = key.ExportParameters(includePrivateParameters: false);
        Assert.Equal(expected.Modulus, Bytes(json, "n"));
        Assert.Equal(expected.Exponent, Bytes(json, "e"));
    }

    [Fact]
    public async Task An_elliptic_curve_key_shows_its_curve_and_point()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _vault.Store.Add("client-curve", key, KeyVersion.Verify);

        var json = (await _vault.GetJson("keys/client-curve")).GetProperty("key");

        Assert.Equal(["kid", "kty", "key_ops", "crv", "x", "y"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("EC", "P-256"), (json.GetProperty("kty").GetString(), json.GetProperty("crv").GetString()));
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        Assert.Equal(point.X, Bytes(json, "x"));
        Assert.Equal(point.Y, Bytes(json, "y"));
    }

    [Fact]
    public async Task Attributes_are_in_Unix_seconds()
    {
        using var key = GatewayKeys.Rsa();
        var now = _vault.Clock.GetUtcNow();
        _vault.Store.Add("gateway", key, KeyVersion.Decrypt, now.AddHours(-1), now.AddHours(1));

        var attributes = (await _vault.GetJson("keys/gateway")).GetProperty("attributes");

        var second = now.ToUnixTimeSeconds();
        Assert.Equal(
            $$"""{"enabled":true,"nbf":{{second - 3600}},"exp":{{second + 3600}},"created":{{second}},"updated":{{second}}}""",
            attributes.GetRawText());
    }

    [Fact]
    public async Task Dates_without_a_limit_are_left_out()
    {
        _vault.AddRsa();

        var attributes = (await _vault.GetJson("keys/gateway")).GetProperty("attributes");

        Assert.Equal(["enabled", "created", "updated"], attributes.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("keys/gateway")]
    [InlineData("keys/gateway/")]
    [InlineData("keys/GATEWAY")]
    public async Task Without_a_version_the_newest_one_comes(string path)
    {
        _vault.AddRsa();
        _vault.AddRsa();
        var newest = _vault.AddRsa();

        Assert.EndsWith(newest.Version, await KeyId(path));
    }

    [Fact]
    public async Task An_older_version_comes_by_its_id()
    {
        var older = _vault.AddRsa();
        _vault.AddRsa();

        Assert.EndsWith(older.Version, await KeyId($"keys/gateway/{older.Version}"));
    }

    [Theory]
    [InlineData("keys/nobody")]
    [InlineData("keys/gateway/00000000000000000000000000000000")]
    public async Task A_missing_key_or_version_is_a_404(string path)
    {
        _vault.AddRsa();

        using var response = await _vault.Get(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("KeyNotFound", await VaultFixture.ErrorCode(response));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?api-version=1.0")]
    public async Task A_missing_or_unknown_api_version_is_a_400(string query)
    {
        using var response = await _vault.Client.GetAsync(
            new Uri($"keys/gateway{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadParameter", await VaultFixture.ErrorCode(response));
    }

    [Theory]
    [InlineData("DELETE", "keys/gateway")]
    [InlineData("POST", "keys/gateway/create")]
    [InlineData("POST", "keys/gateway/sign")]
    [InlineData("GET", "secrets/gateway")]
    public async Task What_the_apps_role_does_not_hold_is_a_403(string method, string path)
    {
        _vault.AddRsa();
        using var request = new HttpRequestMessage(new(method), $"{path}?api-version=7.4");

        using var response = await _vault.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Single(_vault.Store.List()["gateway"]);
    }

    public void Dispose() => _vault.Dispose();

    private async Task<string> KeyId(string path) =>
        (await _vault.GetJson(path)).GetProperty("key").GetProperty("kid").GetString()!;

    private static byte[] Bytes(JsonElement json, string property) => Base64Url.DecodeFromChars(json.GetProperty(property).GetString());
}
