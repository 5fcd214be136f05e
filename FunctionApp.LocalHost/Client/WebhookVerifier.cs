using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.LocalHost.Client;

/// <summary>Verifies webhooks; docs/api.md shows this method.</summary>
internal static class WebhookVerifier
{
    /// <returns>True if the gateway sent these bytes within the last 5 minutes.</returns>
    public static bool IsGenuine(string secret, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        string id = $"{headers["webhook-id"]}", sentAt = $"{headers["webhook-timestamp"]}";
        if (!long.TryParse(sentAt, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300)
            return false;

        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{sentAt}."), .. body];
        var expected = Encoding.ASCII.GetBytes($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
        return $"{headers["webhook-signature"]}".Split(' ').Any(one => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), expected));
    }
}
