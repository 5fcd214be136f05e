using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Benchmarks;

/// <summary>Clients that exist in the settings of all apps of a benchmark, with one public key for all, which no vault has to know.</summary>
internal static class BenchmarkClients
{
    /// <summary>A client's id.</summary>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"benchmark-{number}");

    /// <summary>Makes their key.</summary>
    public static async Task WriteKeyAsync(string directory, CancellationToken stop)
    {
        using var pair = RSA.Create(2048);
        await File.WriteAllTextAsync(PathIn(directory), pair.ExportSubjectPublicKeyInfoPem(), stop);
    }

    /// <summary>Their settings.</summary>
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
