using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.Tests.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;
using ClientKey = BotGateway.KeyVault.ClientKey;
using IVault = BotGateway.KeyVault.IVault;
using KeyVersion = BotGateway.KeyVault.KeyVersion;

namespace BotGateway.Tests.Authentication.Keys;

/// <summary>A client's public key in the settings.</summary>
public sealed class ConfiguredKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "setting")]
    [InlineData("a", "a setting")]
    [InlineData("a b", "a b")]
    [InlineData("a:coming", "setting")]
    [InlineData("a:disabled", "")]
    [InlineData("a:disabled b:expired", "")]
    [InlineData("a:disabled b", "b setting")]
    public async Task It_counts_as_the_oldest_version_unless_all_of_the_vault_are_disabled_or_expired(string versions, string found)
    {
        var vault = Substitute.For<IVault>();
        vault.ReadClientKeysAsync("acme", default, TestContext.Current.CancellationToken).ReturnsForAnyArgs([.. versions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Version)]);
        var keys = new ClientKeys(vault, Options.Create(new AuthOptions()), new FakeTimeProvider(Now));
        var client = new AuthenticatedClient("acme", "", new HashSet<string>()) { PublicKey = new JsonWebKey() };

        var all = await keys.FindAsync(client, TestContext.Current.CancellationToken);

        Assert.Equal(found, string.Join(' ', all.Select(key => key.Version.Version)));
    }

    [Theory]
    [InlineData("SPKI PEM")]
    [InlineData("PKCS#1 PEM")]
    [InlineData("PEM in one line")]
    [InlineData("PEM with \\n")]
    [InlineData("base64")]
    public async Task It_is_read_in_every_form_that_people_have(string form)
    {
        using var rsa = GatewayKeys.Rsa();
        using var app = await StartAsync(form switch
        {
            "SPKI PEM" => rsa.ExportSubjectPublicKeyInfoPem(),
            "PKCS#1 PEM" => rsa.ExportRSAPublicKeyPem(),
            "PEM in one line" => rsa.ExportSubjectPublicKeyInfoPem().Replace('\n', ' '),
            "base64" => Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()),
            _ => rsa.ExportSubjectPublicKeyInfoPem().Replace("\n", "\\n", StringComparison.Ordinal),
        });

        Assert.True(app.Service<ClientDirectory>().TryFind(null, out var client));
        Assert.Equal(Base64UrlEncoder.Encode(rsa.ExportParameters(includePrivateParameters: false).Modulus), client.PublicKey!.N);
    }

    [Theory]
    [InlineData("1024", "must be an RSA public key of 2048 to 4096 bits")]
    [InlineData("8192", "must be an RSA public key of 2048 to 4096 bits")]
    [InlineData("private", "is a private key")]
    [InlineData("P-256", "must be an RSA public key")]
    [InlineData("text", "must be an RSA public key")]
    public async Task Anything_else_stops_the_start_with_its_line(string kind, string expected)
    {
        using var rsa = kind == "1024" ? RSA.Create(1024) : GatewayKeys.Rsa();
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = kind switch
        {
            "private" => rsa.ExportPkcs8PrivateKeyPem(),
            "P-256" => curve.ExportSubjectPublicKeyInfoPem(),
            "text" => "not a key",
            "8192" => OfSize(1024),
            _ => rsa.ExportSubjectPublicKeyInfoPem(),
        };

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(text));

        var line = Assert.Single(error.Failures);
        Assert.StartsWith($"Setting 'Clients__0__PublicKey' {expected}", line, StringComparison.Ordinal);
        Assert.DoesNotContain(text, line, StringComparison.Ordinal);
    }

    private static Task<GatewayApp> StartAsync(string key) => GatewayApp.StartAsync(new() { ["Clients__0__PublicKey"] = key });

    // Of no use as a key, and at once there.
    private static string OfSize(int bytes)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = [0x80, .. new byte[bytes - 2], 1], Exponent = [1, 0, 1] });
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    private static ClientKey Version(string text) => text.Split(':') switch
    {
        [var name, "disabled"] => new(new KeyVersion(name, false, null, null), null),
        [var name, "expired"] => new(new KeyVersion(name, true, null, Now), null),
        [var name, "coming"] => new(new KeyVersion(name, true, Now.AddDays(1), null), null),
        var parts => new(new KeyVersion(parts[0], true, null, null), new JsonWebKey()),
    };
}
