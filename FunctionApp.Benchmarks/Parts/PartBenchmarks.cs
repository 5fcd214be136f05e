using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BotGateway.Authentication;
using BotGateway.Authentication.Tokens;
using BotGateway.Benchmarks.Serving;
using BotGateway.Client;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.LocalHost.Hosting;
using BotGateway.OpenAI;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Benchmarks.Parts;

/// <summary>The parts of a request that take the most time.</summary>
[MemoryDiagnoser]
public class PartBenchmarks
{
    private const int Megabyte = 1_000_000;

    private static readonly byte[] Body = """{"event_name":"check_credentials"}"""u8.ToArray();

    private readonly string _text = "Los domingos de diciembre abre de 10:00 a 20:00. El 25 de diciembre permanece cerrada; el resto de los días de fiesta abre hasta las 15:00.";
    private readonly Signatures _signatures = new();
    private readonly LocalRequest _received = new(
        new DefaultHttpContext().Request, new Invocation("Dispatcher", new ServiceCollection().BuildServiceProvider(), CancellationToken.None));

    private readonly NativeBlock _examples = TrainingData.ChatExamples(Megabyte);
    private readonly EventResult _result = new(new CheckCredentialsResponse { Auth = true }, []);
    private RsaPool _gatewayKey = null!;
    private JsonWebKey _clientKey = null!;
    private Payload _jwt = null!;
    private Payload _encrypted = null!;
    private byte[] _request = [];

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        using var gateway = RSA.Create(2048);
        using var client = RSA.Create(2048);
        _gatewayKey = new RsaPool(gateway.ExportPkcs8PrivateKeyPem());
        var key = client.ExportParameters(includePrivateParameters: false);
        _clientKey = new JsonWebKey { Kty = JsonWebAlgorithmsKeyTypes.RSA, N = Base64UrlEncoder.Encode(key.Modulus!), E = Base64UrlEncoder.Encode(key.Exponent!) };
        var options = new BotGatewayClientOptions { Endpoint = new Uri("http://localhost/lambda"), Audience = "bot-gateway", PrivateKeyPem = client.ExportPkcs8PrivateKeyPem() };
        using var jwtClient = new BotGatewayClient(options);
        options.EncryptedToken = new EncryptedTokenOptions { GatewayPublicKeyPem = gateway.ExportSubjectPublicKeyInfoPem(), User = "user", Pass = "pass" };
        options.Audience = null;
        using var encryptedClient = new BotGatewayClient(options);
        _request = (await jwtClient.CreateRequestAsync(Body)).ToArray();
        _jwt = EnvelopeScan.Read(_request).Payload;
        _encrypted = EnvelopeScan.Read((await encryptedClient.CreateRequestAsync(Body)).ToArray()).Payload;
    }

    [GlobalCleanup]
    public void CleanUp() => ((IDisposable)_examples).Dispose();

    [Benchmark(Description = "JWT: read, verify RS256"), Allocates(2_546)]
    public bool VerifyJwt() => JsonWebToken.Parse(_jwt.Token!, keyId: null).Signature.IsMadeBy(_clientKey, _signatures);

    [Benchmark(Description = "encrypted token: read, verify, decrypt, read claims"), Allocates(4_586)]
    public object ReadEncryptedToken()
    {
        var token = EncryptedToken.Parse(_encrypted.Token!, _encrypted.Signature!);
        return token.Signature.IsMadeBy(_clientKey, _signatures)
            ? EncryptedTokenClaims.Parse(_gatewayKey.Use(key => key.Decrypt(token.Ciphertext, RSAEncryptionPadding.OaepSHA256)))
            : throw new InvalidOperationException("The signature is not valid.");
    }

    [Benchmark(Description = "strict JSON: read a request"), Allocates(2_016)]
    public object ReadRequest() => EnvelopeScan.Read(_request);

    [Benchmark(Description = "response: write"), Allocates(850)]
    public async Task<object> WriteResponseAsync() => await _received.SucceedAsync("check_credentials", _result, CancellationToken.None);

    [Benchmark(Description = "training data: check and write 1 MB of chat examples"), Allocates(67_066)]
    public string CheckExamples() => TrainingData.Check(_examples.Memory, CancellationToken.None);

    [Benchmark(Description = "token counter: 140 characters"), Allocates(104)]
    public int CountTokens() => TokenCounter.Count(_text, int.MaxValue);
}
