using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Client;

/// <summary>What a client needs to sign its requests.</summary>
/// <param name="gatewayKey">The gateway's public RSA key.</param>
/// <param name="clientKey">The client's private RSA key.</param>
/// <param name="user">The USER that client and gateway share.</param>
/// <param name="pass">The PASS that client and gateway share.</param>
public sealed class GatewayCredentials(RSA gatewayKey, RSA clientKey, string user, string pass) : IDisposable
{
    /// <summary>The gateway's public RSA key.</summary>
    public RSA GatewayKey => gatewayKey;

    /// <summary>The client's private RSA key.</summary>
    public RSA ClientKey => clientKey;

    /// <summary>The client's id, sent as <c>key_id</c>; null sends none, which means the client <c>default</c>.</summary>
    public string? KeyId { get; init; }

    /// <summary>The value of the claim <c>credentials</c>.</summary>
    public string Credentials { get; } = Derive(user, pass);

    /// <summary>Lower-case hex of HMAC-SHA256(key = PASS, message = USER + PASS), as docs/api.md defines it ("Authentication").</summary>
    /// <param name="user">USER.</param>
    /// <param name="pass">PASS.</param>
    /// <returns>64 characters.</returns>
    public static string Derive(string user, string pass) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(pass), Encoding.UTF8.GetBytes(user + pass)));

    /// <summary>Reads the keys of LocalHost's demo client.</summary>
    /// <param name="dataDirectory">LocalHost's data directory.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="StartupException">LocalHost has not made its keys there yet, or one is damaged.</exception>
    public static GatewayCredentials Load(string dataDirectory) => Load(dataDirectory, DemoSecrets.ClientId, DemoSecrets.User, DemoSecrets.Pass);

    /// <summary>Reads a client's keys.</summary>
    /// <param name="dataDirectory">LocalHost's data directory.</param>
    /// <param name="client">The client's id.</param>
    /// <param name="user">The client's USER.</param>
    /// <param name="pass">The client's PASS.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="StartupException">The keys have not been made there yet, or one is damaged.</exception>
    public static GatewayCredentials Load(string dataDirectory, string client, string user, string pass) => new(
        ReadKey(LocalKeys.GatewayPublicPem(dataDirectory), "start LocalHost once first, it makes the keys"),
        ReadKey(
            LocalKeys.ClientPrivatePem(dataDirectory, client),
            client == DemoSecrets.ClientId ? "start LocalHost once first, it makes the keys" : $"'keys add {client}' makes it"),
        user,
        pass)
    {
        KeyId = client == DemoSecrets.ClientId ? null : client,
    };

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        gatewayKey.Dispose();
        clientKey.Dispose();
    }

    private static RSA ReadKey(string path, string remedy) => File.Exists(path)
        ? RsaPem.Read(path)
        : throw new StartupException(
            $"There is no {Path.GetFileName(path)} in {Path.GetDirectoryName(path)}: {remedy} (or name LocalHost's directory with --data).");
}
