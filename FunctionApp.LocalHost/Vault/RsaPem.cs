using System.Collections.Concurrent;
using System.Security.Cryptography;
using BotGateway.KeyVault;

namespace BotGateway.LocalHost.Vault;

/// <summary>Reads RSA keys in PEM.</summary>
internal static class RsaPem
{
    private static readonly ConcurrentDictionary<string, RSA> KeptKeys = new();

    /// <exception cref="StartupException">The file has no RSA key, or a damaged one.</exception>
    public static RSA Read(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads a key with which a client signs.</summary>
    /// <exception cref="StartupException">The file has no RSA key, a damaged one, or one that is too weak for the gateway.</exception>
    public static RSA ReadStrong(string path)
    {
        var key = Read(path);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        if (RsaWeakness.Of(numbers.Modulus, numbers.Exponent) is not { } weakness)
            return key;
        key.Dispose();
        throw new StartupException($"{path} is too weak: the key {weakness}. Move it; the next start creates a new one.");
    }

    /// <summary>A key that is used again and again: the first use after an import takes as long as ten others. It is shared, so nobody disposes it.</summary>
    /// <exception cref="StartupException">The text has no RSA key, or a damaged one.</exception>
    public static RSA Keep(string pem, string source) => KeptKeys.GetOrAdd(pem, Parse, source);

    /// <exception cref="StartupException">The text has no RSA key, or a damaged one.</exception>
    public static RSA Parse(string pem, string source)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception damage) when (damage is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new StartupException(
                $"{source} has no usable RSA key. Restore it, or delete the data directory to start over.", damage);
        }
    }
}
