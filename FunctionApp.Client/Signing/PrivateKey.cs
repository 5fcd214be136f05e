using System.Security.Cryptography;

namespace BotGateway.Client.Signing;

internal static class PrivateKey
{
    /// <returns>Null if the text holds no private key of this kind.</returns>
    public static T? TryRead<T>(string pem, Func<T> create)
        where T : AsymmetricAlgorithm
    {
        var key = create();
        try
        {
            key.ImportFromPem(pem);
            if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
                return key;
        }
        catch (Exception other) when (other is ArgumentException or CryptographicException)
        {
            // Another kind of key, or none: the caller says so without quoting it.
        }

        key.Dispose();
        return null;
    }
}
