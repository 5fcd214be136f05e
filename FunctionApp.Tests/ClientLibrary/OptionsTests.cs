using System.Security.Cryptography;
using BotGateway.Client;

namespace BotGateway.Tests.ClientLibrary;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<BotGatewayClientOptions>> Mistakes => new()
    {
        { "Endpoint", options => options.Endpoint = null },
        { "Endpoint", options => options.Endpoint = new Uri("/lambda", UriKind.Relative) },
        { "Endpoint", options => options.Endpoint = new Uri("ftp://gateway/lambda") },
        { "ClientId", options => options.ClientId = "Acme" },
        { "Audience", options => options.Audience = null },
        { "Audience", options => options.EncryptedToken = new() },
        { "PrivateKeyPem", options => options.PrivateKeyPem = null },
        { "Signer", options => options.Signer = RequestSigner.FromFunction("RS256", (data, _) => Task.FromResult(data)) },
        { "MaxRetries", options => options.MaxRetries = -1 },
        { "MaxRetries", options => options.MaxRetries = 11 },
        { "RetryDelay", options => options.RetryDelay = TimeSpan.Zero },
        { "AttemptTimeout", options => options.AttemptTimeout = TimeSpan.FromHours(1) },
        { "RS256", options => (options.Audience, options.EncryptedToken) = (null, new()) },
        { "private key in PEM", options => options.PrivateKeyPem = "-----BEGIN secret" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_when_the_client_is_created(string name, Action<BotGatewayClientOptions> spoil)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new BotGatewayClientOptions { Endpoint = new Uri("http://gateway/lambda"), Audience = "gateway", PrivateKeyPem = key.ExportECPrivateKeyPem() };
        new BotGatewayClient(options).Dispose();
        spoil(options);

        var mistake = Assert.Throws<ArgumentException>(() => new BotGatewayClient(options));

        Assert.Contains(name, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_does_not_fit_is_named()
    {
        using var rsa = GatewayKeys.Rsa();
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<ArgumentException>(() => RequestSigner.FromPem(rsa.ExportPkcs8PrivateKeyPem(), "ES256"));
        Assert.Throws<ArgumentException>(() => RequestSigner.FromPem(p256.ExportPkcs8PrivateKeyPem(), "RS256"));
        Assert.Throws<ArgumentException>(() => RequestSigner.FromPem(p384.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => RequestSigner.FromPem(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => RequestSigner.FromFunction("HS256", (data, _) => Task.FromResult(data)));
        Assert.Equal("RS256", RequestSigner.FromPem(rsa.ExportRSAPrivateKeyPem()).Algorithm);
    }
}
