using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.KeyVault;

public sealed class DecryptTests : IDisposable
{
    private static readonly byte[] Plain = "claims"u8.ToArray();

    private readonly VaultFixture _vault = new();

    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    public async Task What_was_encrypted_with_the_public_key_is_decrypted(int size)
    {
        if (size > 2048)
            Thoroughness.Require("Making a larger key takes seconds; KeySizeTests has a gateway key of 3072 bits in every run.");
        using var key = size > 2048 ? RSA.Create(size) : GatewayKeys.Rsa();
        var version = _vault.Store.Add("gateway", key, KeyVersion.Decrypt);

        using var response = await _vault.Decrypt($"keys/gateway/{version.Version}", Body(Encrypt(key)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = await VaultFixture.Json(response);
        Assert.Equal($"https://local.vault.azure.net/keys/gateway/{version.Version}", json.GetProperty("kid").GetString());
        Assert.Equal(Plain, Base64Url.DecodeFromChars(json.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Without_a_version_the_newest_key_decrypts()
    {
        _vault.AddRsa();
        var newest = GatewayKeys.Acme;
        _vault.Store.Add("gateway", newest, KeyVersion.Decrypt);

        using var response = await _vault.Decrypt("keys/gateway", Body(Encrypt(newest)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_ciphertext_for_another_key_is_a_bad_parameter()
    {
        _vault.AddRsa();
        var other = GatewayKeys.Acme;

        await AssertBadParameter(Body(Encrypt(other)));
    }

    [Fact]
    public async Task A_ciphertext_with_SHA1_is_a_bad_parameter()
    {
        using var key = GatewayKeys.Rsa();
        _vault.Store.Add("gateway", key, KeyVersion.Decrypt);

        await AssertBadParameter(Body(key.Encrypt(Plain, RSAEncryptionPadding.OaepSHA1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(257)]
    public async Task A_ciphertext_of_the_wrong_length_is_a_bad_parameter(int length)
    {
        _vault.AddRsa();

        await AssertBadParameter(Body(new byte[length]));
    }

    [Fact]
    public async Task Text_that_is_not_base64url_is_a_bad_parameter()
    {
        _vault.AddRsa();

        await AssertBadParameter(new { alg = "RSA-OAEP-256", value = "a+b/" });
    }

    [Theory]
    [InlineData("RSA-OAEP")]
    [InlineData("RSA1_5")]
    [InlineData("none")]
    public async Task Another_algorithm_is_a_bad_parameter(string algorithm)
    {
        using var key = GatewayKeys.Rsa();
        _vault.Store.Add("gateway", key, KeyVersion.Decrypt);

        await AssertBadParameter(new { alg = algorithm, value = Base64Url.EncodeToString(Encrypt(key)) });
    }

    [Fact]
    public async Task A_body_without_its_properties_is_a_bad_parameter()
    {
        _vault.AddRsa();

        await AssertBadParameter(new { });
        await AssertBadParameter(new { alg = "RSA-OAEP-256" });
        await AssertBadParameter("text");
    }

    [Fact]
    public async Task A_missing_key_is_a_404()
    {
        using var response = await _vault.Decrypt("keys/nobody", Body(Plain));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_disabled_key_is_refused()
    {
        using var key = GatewayKeys.Rsa();
        _vault.Store.Disable(_vault.Store.Add("gateway", key, KeyVersion.Decrypt));

        await AssertForbidden(Encrypt(key), "KeyDisabled");
    }

    [Fact]
    public async Task A_key_that_only_verifies_is_refused()
    {
        using var key = GatewayKeys.Rsa();
        _vault.Store.Add("gateway", key, KeyVersion.Verify);

        await AssertForbidden(Encrypt(key), "KeyOperationForbidden");
    }

    [Fact]
    public async Task An_expired_key_still_decrypts()
    {
        using var key = GatewayKeys.Rsa();
        var now = _vault.Clock.GetUtcNow();
        _vault.Store.Add("gateway", key, KeyVersion.Decrypt, now.AddDays(-2), now.AddDays(-1));

        using var response = await _vault.Decrypt("keys/gateway", Body(Encrypt(key)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public void Dispose() => _vault.Dispose();

    private async Task AssertBadParameter(object body)
    {
        using var response = await _vault.Decrypt("keys/gateway", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadParameter", await VaultFixture.ErrorCode(response));
    }

    private async Task AssertForbidden(byte[] ciphertext, string inner)
    {
        using var response = await _vault.Decrypt("keys/gateway", Body(ciphertext));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var error = (await VaultFixture.Json(response)).GetProperty("error");
        Assert.Equal("Forbidden", error.GetProperty("code").GetString());
        Assert.Equal(inner, error.GetProperty("innererror").GetProperty("code").GetString());
    }

    private static byte[] Encrypt(RSA key) => key.Encrypt(Plain, RSAEncryptionPadding.OaepSHA256);

    private static object Body(byte[] ciphertext) => new { alg = "RSA-OAEP-256", value = Base64Url.EncodeToString(ciphertext) };
}
