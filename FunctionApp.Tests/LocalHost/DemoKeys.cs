using System.Security.Cryptography;

namespace BotGateway.Tests.LocalHost;

/// <summary>The two files that a client of LocalHost has.</summary>
internal static class DemoKeys
{
    public static (RSA Gateway, RSA Client) WriteTo(TemporaryDirectory data)
    {
        var keys = Directory.CreateDirectory(Path.Combine(data.Path, "keys")).FullName;
        var (gateway, client) = (RSA.Create(2048), RSA.Create(2048));
        File.WriteAllText(Path.Combine(keys, "gateway-public.pem"), gateway.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(Path.Combine(keys, "client-default-private.pem"), client.ExportPkcs8PrivateKeyPem());
        return (gateway, client);
    }
}
