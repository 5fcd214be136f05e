using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotGateway.Client;
using BotGateway.LocalHost.Commands;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Client;

/// <summary>The keys and secrets with which a client signs its requests.</summary>
public sealed class GatewayCredentials(RSA gatewayKey, RSA clientKey, string user, string pass) : IDisposable
{
    private static readonly Uri DefaultAddress = new($"http://localhost:{ServeCommand.DefaultPort}/");

    public RSA GatewayKey => gatewayKey;

    public RSA ClientKey => clientKey;

    /// <summary>The client's id, sent as <c>key_id</c>; null sends none, which means <c>default</c>.</summary>
    public string? KeyId { get; init; }

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

    /// <summary>A client with encrypted tokens, which old and new gateways take. It does not outlive the keys.</summary>
    /// <param name="clock">The clock of its tokens.</param>
    /// <param name="gateway">Where the gateway is; by default LocalHost's own address.</param>
    public BotGatewayClient CreateClient(TimeProvider clock, Uri? gateway = null) => new(new BotGatewayClientOptions
    {
        Endpoint = new Uri(gateway ?? DefaultAddress, "lambda"),
        ClientId = KeyId ?? DemoSecrets.ClientId,
        EncryptedToken = new EncryptedTokenOptions { GatewayPublicKeyPem = gatewayKey.ExportSubjectPublicKeyInfoPem(), User = user, Pass = pass },
        Signer = RequestSigner.FromFunction(
            SigningAlgorithms.RS256,
            (data, _) => Task.FromResult(clientKey.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
        TimeProvider = clock,
    });

    /// <summary>An encrypted token of the previous service's kind: without <c>body_sha256</c>, so that it is valid for any body.</summary>
    public (string Token, string Signature) CreateUnboundToken(DateTimeOffset expires)
    {
        var claims = new Dictionary<string, object> { ["credentials"] = Derive(user, pass), ["expirationTime"] = expires.ToUnixTimeMilliseconds() };
        var token = Convert.ToBase64String(gatewayKey.Encrypt(JsonSerializer.SerializeToUtf8Bytes(claims), RSAEncryptionPadding.OaepSHA256));
        var signature = clientKey.SignData(Encoding.ASCII.GetBytes(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return (token, Convert.ToBase64String(signature));
    }

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
