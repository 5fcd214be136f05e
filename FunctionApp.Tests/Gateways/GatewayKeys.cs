using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Gateways;

/// <summary>The keys of all gateways of a test run: making three RSA keys takes longer than starting a gateway.</summary>
internal static class GatewayKeys
{
    private static readonly string GatewayPem = Make();
    private static readonly string DefaultPem = Make();
    private static readonly string AcmePem = Make();
    private static readonly string OtherPem = Make();

    /// <summary>The private key of the second client.</summary>
    public static RSA Acme => RsaPem.Keep(AcmePem, Gateway.Acme);

    /// <summary>Puts the gateway's and both clients' keys where LocalHost looks for them, so that it makes none.</summary>
    public static void WriteTo(string dataDirectory)
    {
        WriteLocalHostsTo(dataDirectory);
        new KeyStore(dataDirectory, TimeProvider.System).Add($"client-{Gateway.Acme}", Acme, KeyVersion.Verify);
    }

    /// <summary>Puts the gateway's and the first client's there.</summary>
    public static void WriteLocalHostsTo(string dataDirectory)
    {
        var gateway = RsaPem.Keep(GatewayPem, "gateway");
        var client = RsaPem.Keep(DefaultPem, "default");
        var store = new KeyStore(dataDirectory, TimeProvider.System);
        store.Add("gateway", gateway, KeyVersion.Decrypt);
        store.Add("client-default", client, KeyVersion.Verify);
        Directory.CreateDirectory(Path.Combine(dataDirectory, "keys"));
        File.WriteAllText(LocalKeys.ClientPrivatePem(dataDirectory), DefaultPem);
        File.WriteAllText(LocalKeys.GatewayPublicPem(dataDirectory), gateway.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Always the same key, of none of them.</summary>
    public static RSA Rsa() => RsaPem.Parse(OtherPem, nameof(OtherPem));

    private static string Make()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
