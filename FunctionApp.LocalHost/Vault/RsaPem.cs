using System.Security.Cryptography;
using BotGateway.KeyVault;

namespace BotGateway.LocalHost.Vault;

/// <summary>RSA keys in PEM, as LocalHost keeps them.</summary>
internal static class RsaPem
{
    /// <summary>Reads a file's key.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="StartupException">The file holds no RSA key, or a damaged one.</exception>
    public static RSA Read(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads a file's key that a client is to sign with.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="StartupException">The file holds no RSA key, a damaged one, or one so weak that the gateway would not use it.</exception>
    public static RSA ReadStrong(string path)
    {
        var key = Read(path);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        if (RsaWeakness.Of(numbers.Modulus, numbers.Exponent) is not { } weakness)
            return key;
        key.Dispose();
        throw new StartupException($"{path} is too weak: the key {weakness}. Move it away; the next start makes a new one.");
    }

    /// <summary>Reads a key.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="source">Where it is from, to begin an error with.</param>
    /// <returns>The key.</returns>
    /// <exception cref="StartupException">The text holds no RSA key, or a damaged one.</exception>
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
                $"{source} holds no usable RSA key. Restore it, or delete the data directory to start anew.", damage);
        }
    }
}
