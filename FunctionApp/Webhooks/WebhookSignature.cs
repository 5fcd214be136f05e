using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Webhooks;

/// <summary>
/// Signs as Standard Webhooks 1.0 says. Its .NET package needs ASP.NET Core, which the worker does without; the tests verify with it.
/// </summary>
internal static class WebhookSignature
{
    public static string Sign(ReadOnlySpan<byte> secret, string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{Timestamp(sentAt)}."));
        hash.AppendData(body);
        return $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}";
    }

    public static string Timestamp(DateTimeOffset sentAt) => sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
