using System.Security.Cryptography;

namespace BotGateway.LocalHost.Vault;

internal static class LocalKeys
{
    public static void EnsureCreated(string dataDirectory, Action<string> report)
    {
        var keys = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys")).FullName;
        if (File.Exists(Path.Combine(keys, "gateway-public.pem")))
            return;
        report($"Making keys in {keys}");
        using var gateway = RSA.Create(2048);
        using var client = RSA.Create(2048);
        File.WriteAllText(Path.Combine(keys, "gateway-public.pem"), gateway.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(Path.Combine(keys, "client-default-private.pem"), client.ExportPkcs8PrivateKeyPem());
    }
}
