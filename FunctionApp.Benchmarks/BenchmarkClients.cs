using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Benchmarks;

/// <summary>Clients that are configured in all apps of a benchmark and share one public key from the settings, so that no vault is needed.</summary>
internal static class BenchmarkClients
{
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"benchmark-{number}");

    /// <summary>Creates their key.</summary>
    public static async Task WriteKeyAsync(string directory, CancellationToken stop)
    {
        using var pair = RSA.Create(2048);
        await File.WriteAllTextAsync(PathIn(directory), pair.ExportSubjectPublicKeyInfoPem(), stop);
    }

    public static Dictionary<string, string?> Settings(string directory, int count)
    {
        var key = File.ReadAllText(PathIn(directory));
        var settings = new Dictionary<string, string?>();
        for (var number = 1; number <= count; number++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"Clients:{number}");
            settings[$"{place}:Id"] = Id(number);
            settings[$"{place}:Credentials"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id(number))));
            settings[$"{place}:PublicKey"] = key;
        }

        return settings;
    }

    private static string PathIn(string directory) => Path.Combine(directory, "benchmark-clients.pem");
}
