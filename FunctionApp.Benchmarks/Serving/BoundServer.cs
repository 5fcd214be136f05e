using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotGateway.LocalHost.Hosting;
using BotGateway.LocalHost.Vault;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Benchmarks.Serving;

/// <summary>
/// What no gateway on Kestrel can beat: it parses the same request and gives the same answer, with the RSA operations that the kind of token requires and no
/// other checks. It prints its address and ends with its standard input.
/// </summary>
internal static class BoundServer
{
    /// <summary>The first argument that selects this mode.</summary>
    public const string Argument = "bound-server";

    public const string Bare = "bare";
    public const string Jwt = "jwt";
    public const string Encrypted = "encrypted";

    private static readonly byte[] Answer = """{"status":200,"event":"check_credentials","auth":true}"""u8.ToArray();

    public static async Task<ServerProcess> StartAsync(string kind, string directory, CancellationToken stop) =>
        await ServerProcess.StartAsync([Argument, kind, directory], stop);

    public static async Task RunAsync(string[] arguments)
    {
        var (kind, directory) = (arguments[0], arguments[1]);
        var client = new RsaPool(await File.ReadAllTextAsync(LocalKeys.ClientPrivatePem(directory)));
        var gateway = new RsaPool(CachedVault.GatewayKeyIn(directory));
        Func<JsonElement, bool> check = kind switch
        {
            Jwt => payload => IsSigned(client, payload),
            Encrypted => payload => IsSigned(client, payload) && IsEncrypted(gateway, payload),
            _ => _ => true,
        };

        await using var server = await LoopbackServer.StartAsync(context => HandleAsync(context, check), CancellationToken.None);
        Console.WriteLine(server.Address);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // It has nothing to tell.
        }
    }

    private static async Task HandleAsync(HttpContext context, Func<JsonElement, bool> check)
    {
        var length = (int)context.Request.ContentLength!;
        var body = ArrayPool<byte>.Shared.Rent(length);
        await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length));
        using (var request = JsonDocument.Parse(body.AsMemory(0, length)))
            context.Response.StatusCode = check(request.RootElement.GetProperty("payload")) ? 200 : 401;
        ArrayPool<byte>.Shared.Return(body);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = Answer.Length;
        await context.Response.Body.WriteAsync(Answer);
    }

    private static bool IsSigned(RsaPool client, JsonElement payload)
    {
        var token = payload.GetProperty("token").GetString()!;
        var end = token.LastIndexOf('.');
        var signature = payload.TryGetProperty("signature", out var apart) ? apart.GetBytesFromBase64() : Base64Url.DecodeFromChars(token.AsSpan(end + 1));
        var signed = Encoding.ASCII.GetBytes(end < 0 ? token : token[..end]);
        return client.Use(key => key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static bool IsEncrypted(RsaPool gateway, JsonElement payload)
    {
        var token = payload.GetProperty("token").GetBytesFromBase64();
        return gateway.Use(key => key.Decrypt(token, RSAEncryptionPadding.OaepSHA256)).Length > 0;
    }
}
