using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.Authentication.Signed;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Fuzzing;

/// <summary>
/// A gateway on real tables. Beside the usual clients it has one whose key is on P-256: to sign for it is quick. Its model service has a clock that
/// moves on with every look at it, so that nobody waits for files.
/// </summary>
internal sealed class FuzzGateway : IAsyncDisposable
{
    private const string Signing = "signing";

    private readonly TemporaryDirectory _directory = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SimulatedOpenAI _models;
    private Gateway? _gateway;

    private FuzzGateway() => _models = new SimulatedOpenAI(
        _directory.Path, new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) }, mostFiles: int.MaxValue, mostActiveJobs: int.MaxValue); // No timer settles its jobs.

    public Gateway Gateway => _gateway!;

    public static async Task<FuzzGateway> StartAsync(TableService tables)
    {
        var fuzz = new FuzzGateway();
        fuzz._gateway = await Gateway.StartAsync(
            tables,
            new() { ["Clients:2:Id"] = Signing, ["Clients:2:Credentials"] = GatewayCredentials.Derive("u", "p"), ["Clients:2:ConcurrentJobs"] = "100" },
            services => services.AddSingleton(fuzz._models));
        new KeyStore(fuzz.Gateway.DataDirectory, TimeProvider.System).Add($"client-{Signing}", fuzz._key, KeyVersion.Verify);
        return fuzz;
    }

    /// <summary>A request that seals a token for a body.</summary>
    public string Seal(string body)
    {
        using var credentials = Gateway.Credentials();
        return new GatewayClient(credentials, TimeProvider.System).CreateRequest(body);
    }

    /// <summary>A request that signs a token for a body.</summary>
    /// <param name="body">The body, which may be anything.</param>
    /// <param name="change">Changes the claims' text.</param>
    public string Sign(string body, Func<string, string>? change = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var jwt = new Jwt
        {
            Header = new JsonObject { ["alg"] = "ES256", ["kid"] = Signing },
            Claims = new JsonObject
            {
                ["iat"] = now,
                ["exp"] = now + 60,
                ["jti"] = Guid.NewGuid().ToString(),
                ["aud"] = SignedGateway.Audience,
                ["body_sha256"] = Jwt.HashOf(body),
            },
            Sign = SignAlone,
        };
        if (change is not null)
            jwt.ClaimsText = change(jwt.Claims.ToJsonString());
        return $$"""{"payload":{"token":"{{jwt}}"},"body":{{body}}}""";
    }

    public async Task<Answer> CallAsync(string request) =>
        new(await GatewayClient.SendRequestAsync(Gateway.Http, request, TestContext.Current.CancellationToken));

    /// <summary>Forgets all bots, threads, jobs, routines, datasets and used tokens: Azurite searches a whole table for each query.</summary>
    public async Task EmptyTablesAsync()
    {
        var service = Gateway.Service<TableServiceClient>();
        await foreach (var table in service.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
            await service.DeleteTableAsync(table.Name, TestContext.Current.CancellationToken);
        await Gateway.Service<BlobServiceClient>().GetBlobContainerClient("datasets").DeleteIfExistsAsync(
            cancellationToken: TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _models.Dispose();
        _key.Dispose();
        _directory.Dispose();
    }

    // Nothing says that a key may be used by several threads at once.
    private byte[] SignAlone(byte[] data)
    {
        lock (_key)
            return _key.SignData(data, HashAlgorithmName.SHA256);
    }
}
