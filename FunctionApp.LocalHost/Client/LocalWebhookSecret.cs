using System.Security.Cryptography;
using System.Text;
using BotGateway.Authentication;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Client;

/// <summary>Signs the webhooks of the client <c>default</c>: <c>DIR/keys/client-default-webhook.txt</c>, mode 600, made at the first start.</summary>
internal static class LocalWebhookSecret
{
    private const int Length = 32;

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "keys", $"client-{DemoSecrets.ClientId}-webhook.txt");

    public static bool Exists(string dataDirectory) => File.Exists(PathIn(dataDirectory));

    /// <summary>Creates it unless it is there; the caller has locked the keys.</summary>
    public static void EnsureCreated(string dataDirectory, Action<string> report)
    {
        var path = PathIn(dataDirectory);
        if (Exists(dataDirectory))
            return;
        PrivateFile.Write(path, Encoding.ASCII.GetBytes($"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))}\n"));
        report($"Wrote {path}: the secret that signs webhooks of client {DemoSecrets.ClientId}.");
    }

    /// <exception cref="StartupException">It is damaged.</exception>
    public static string Read(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        var secret = File.ReadAllText(path).Trim();
        return WebhookEndpoint.TryReadSecret(secret, out _)
            ? secret
            : throw new StartupException($"{path} is damaged: it must hold 'whsec_' and the base64 of 24 to 64 bytes. Restore it, or delete it to get a new one.");
    }
}
