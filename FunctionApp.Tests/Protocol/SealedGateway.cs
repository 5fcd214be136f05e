using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Protocol;

/// <summary>A gateway whose clock stands still, and requests that Node seals for it.</summary>
public sealed class SealedGateway(TableService tables, NodeClient node) : IAsyncLifetime
{
    private Gateway? _gateway;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public Gateway Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public LogRecorder Log { get; } = new();

    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>Changes services after all others are registered.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    public async ValueTask InitializeAsync() => _gateway = await Gateway.StartAsync(tables, Settings, services =>
    {
        services.AddSingleton<TimeProvider>(Clock);
        Log.AddTo(services);
        Configure(services);
    });

    /// <summary>A started gateway of a test's own, for faults, logs and other settings.</summary>
    public static async Task<SealedGateway> StartAsync(
        TableService tables, NodeClient node, Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        var gateway = new SealedGateway(tables, node) { Configure = configure ?? (_ => { }), Settings = settings ?? [] };
        await gateway.InitializeAsync();
        return gateway;
    }

    /// <summary>What Node needs to make an ordinary request of a client.</summary>
    public SealedOrder Order(string client = DemoSecrets.ClientId)
    {
        var credentials = Gateway.Credentials(client);
        return new SealedOrder
        {
            GatewayKey = credentials.GatewayKey.ExportSubjectPublicKeyInfoPem(),
            ClientKey = credentials.ClientKey.ExportPkcs8PrivateKeyPem(),
            User = client == Gateway.Acme ? "acme-user" : DemoSecrets.User,
            Pass = client == Gateway.Acme ? "acme-pass" : DemoSecrets.Pass,
            KeyId = credentials.KeyId,
            Now = Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }

    public Task<SealedRequest> SealAsync(SealedOrder order) => node.SealAsync(order);

    public async Task<GatewayAnswer> CallAsync(SealedOrder order) => await SendAsync((await node.SealAsync(order)).Text);

    public Task<GatewayAnswer> SendAsync(string request) =>
        GatewayClient.SendRequestAsync(Gateway.Http, request, TestContext.Current.CancellationToken);

    public async Task<GatewayAnswer> PostAsync(HttpContent content, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "lambda") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await Gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new GatewayAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.GetValues("x-request-id").Single());
    }

    /// <summary>The one 401, byte for byte, and in the log the reason that the caller does not learn.</summary>
    internal void AssertRefused(GatewayAnswer answer, RejectionReason reason)
    {
        Expected.Refused(answer);
        Assert.Equal($"{reason}", Log.Of(answer.RequestId).Values["Reason"]);
    }

    /// <summary>Ends the gateway and all its work; the log stays. A second time does nothing.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _gateway, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
}
