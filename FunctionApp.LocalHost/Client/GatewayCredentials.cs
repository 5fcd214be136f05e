using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Client;

/// <summary>The keys and secrets with which a client signs its requests.</summary>
public sealed class GatewayCredentials(RSA gatewayKey, RSA clientKey, string user, string pass) : IDisposable
{
    public RSA GatewayKey => gatewayKey;

    public RSA ClientKey => clientKey;

    /// <summary>The client's id, sent as <c>key_id</c>; null sends none, which means <c>default</c>.</summary>
    public string? KeyId { get; init; }

    /// <summary>The value of the claim <c>credentials</c>.</summary>
    public string Credentials { get; } = Derive(user, pass);

    /// <summary>The lower-case hex of HMAC-SHA256(key = PASS, message = USER + PASS) (docs/api.md, "Authentication").</summary>
    public static string Derive(string user, string pass) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(pass), Encoding.UTF8.GetBytes(user + pass)));

    /// <summary>Reads the keys of LocalHost's demo client.</summary>
    /// <exception cref="StartupException">LocalHost has not created its keys there yet, or one is damaged.</exception>
    public static GatewayCredentials Load(string dataDirectory) => Load(dataDirectory, DemoSecrets.ClientId, DemoSecrets.User, DemoSecrets.Pass);

    /// <exception cref="StartupException">The keys have not been created there yet, or one is damaged.</exception>
    public static GatewayCredentials Load(string dataDirectory, string client, string user, string pass) => new(
        ReadKey(LocalKeys.GatewayPublicPem(dataDirectory), "start LocalHost once to create it"),
        ReadKey(
            LocalKeys.ClientPrivatePem(dataDirectory, client),
            client == DemoSecrets.ClientId ? "start LocalHost once to create it" : $"'keys add {client}' creates it"),
        user,
        pass)
    {
        KeyId = client == DemoSecrets.ClientId ? null : client,
    };

    public void Dispose()
    {
        gatewayKey.Dispose();
        clientKey.Dispose();
    }

    private static RSA ReadKey(string path, string remedy) => File.Exists(path)
        ? RsaPem.Read(path)
        : throw new StartupException(
            $"There is no {Path.GetFileName(path)} in {Path.GetDirectoryName(path)}: {remedy} (or specify LocalHost's directory with --data).");
}
