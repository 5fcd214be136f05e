using System.Buffers.Text;
using System.Security.Cryptography;
using Azure;
using Azure.Security.KeyVault.Keys;
using BotGateway.Tests.OpenAI;

namespace BotGateway.Tests.Compat.Vault;

public sealed class KeyClientTests
{
    private const string Key = """
        {"key":{"kid":"https://local.vault.azure.net/keys/gateway/2","kty":"RSA","key_ops":["decrypt"],"n":"AQAB","e":"AQAB"},
         "attributes":{"enabled":true,"nbf":1700000000,"exp":1900000000,"created":1600000000,"updated":1650000000}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_version_the_newest_is_read_with_all_its_properties()
    {
        var (key, line) = await ReadAsync(Key);

        Assert.Equal("GET https://local.vault.azure.net/keys/gateway/?api-version=2025-07-01", line);
        Assert.Equal(("gateway", "2", ScriptedVault.Address), (key.Name, key.Properties.Version, key.Properties.VaultUri));
        Assert.Equal(new Uri(ScriptedVault.Address, "/keys/gateway/2"), key.Id);
        Assert.Equal(key.Id, key.Properties.Id);
        Assert.Equal(KeyType.Rsa, key.KeyType);
        Assert.Equal([KeyOperation.Decrypt], key.KeyOperations);
        Assert.True(key.Properties.Enabled);
        Assert.Equal(1_700_000_000, key.Properties.NotBefore?.ToUnixTimeSeconds());
        Assert.Equal(1_900_000_000, key.Properties.ExpiresOn?.ToUnixTimeSeconds());
        Assert.Equal(1_600_000_000, key.Properties.CreatedOn?.ToUnixTimeSeconds());
        Assert.Equal(1_650_000_000, key.Properties.UpdatedOn?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_version_is_read_by_its_address()
    {
        var (_, line) = await ReadAsync(Key, "2");

        Assert.Equal("GET https://local.vault.azure.net/keys/gateway/2?api-version=2025-07-01", line);
    }

    [Fact]
    public async Task Versions_are_listed_over_all_pages()
    {
        const string SecondPage = "https://local.vault.azure.net/keys/gateway/versions?api-version=2025-07-01&$skiptoken=second";
        using var vault = new ScriptedService(
            ScriptedVault.Challenge(),
            ScriptedService.Json(200, $$"""{"value":[{"kid":"https://local.vault.azure.net/keys/gateway/1","attributes":{"enabled":false} }],"nextLink":"{{SecondPage}}"}"""),
            ScriptedService.Json(200, """{"value":[{"kid":"https://local.vault.azure.net/keys/gateway/2","attributes":{"enabled":true}}],"nextLink":null}"""));

        var versions = await ScriptedVault.Client(vault).GetPropertiesOfKeyVersionsAsync("gateway", Cancellation).ToListAsync(Cancellation);

        Assert.Equal([("1", false), ("2", true)], versions.Select(version => (version.Version, version.Enabled!.Value)));
        Assert.Equal($"GET {SecondPage}", vault.Requests[^1].Line);
    }

    [Fact]
    public async Task An_RSA_key_becomes_a_local_one()
    {
        using var rsa = GatewayKeys.Rsa();
        var numbers = rsa.ExportParameters(false);
        var (key, _) = await ReadAsync(
            $$$"""{"key":{"kid":"https://local.vault.azure.net/keys/gateway/1","kty":"RSA","n":"{{{Text(numbers.Modulus)}}}","e":"{{{Text(numbers.Exponent)}}}"},"attributes":{}}""");

        using var local = key.Key.ToRSA();

        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), local.ExportSubjectPublicKeyInfo());
        Assert.Throws<InvalidOperationException>(() => key.Key.ToECDsa());
    }

    [Fact]
    public async Task An_elliptic_curve_key_becomes_a_local_one()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = curve.ExportParameters(false).Q;
        var (key, _) = await ReadAsync($$$"""
            {"key":{"kid":"https://local.vault.azure.net/keys/gateway/1","kty":"EC-HSM","key_ops":["verify"],"crv":"P-256",
             "x":"{{{Text(point.X)}}}","y":"{{{Text(point.Y)}}}"},"attributes":{"enabled":false}}
            """);

        using var local = key.Key.ToECDsa();

        Assert.Equal((KeyType.EcHsm, KeyCurveName.P256), (key.KeyType, key.Key.CurveName));
        Assert.Equal(curve.ExportSubjectPublicKeyInfo(), local.ExportSubjectPublicKeyInfo());
        Assert.Throws<InvalidOperationException>(() => key.Key.ToRSA());
    }

    [Theory]
    [InlineData(404, "KeyNotFound")]
    [InlineData(403, "Forbidden")]
    [InlineData(429, "Throttled")]
    [InlineData(400, "BadParameter")]
    public async Task A_refusal_keeps_its_status_and_code(int status, string code)
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Error(status, code));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => ScriptedVault.Client(vault).GetKeyAsync("gateway", cancellationToken: Cancellation));

        Assert.Equal((status, code), (error.Status, error.ErrorCode));
    }

    private static async Task<(KeyVaultKey Key, string Line)> ReadAsync(string answer, string? version = null)
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Json(200, answer));
        return (await ScriptedVault.Client(vault).GetKeyAsync("gateway", version, Cancellation), vault.Requests[^1].Line);
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
