using System.Security.Cryptography;
using BotGateway.Functions;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Hosting;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Gateways;

/// <summary>A running gateway, as a <see cref="GatewayBuilder"/> starts it. Its timer and queue run when a test wants it.</summary>
public sealed class Gateway : IAsyncDisposable
{
    public const string Acme = "acme";
    public const string Curve = "curve";

    /// <summary>Only <see cref="GatewayBuilder.WithWebhook"/>.</summary>
    public const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>When clocks begin that stand still.</summary>
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 10, 0, 30, TimeSpan.Zero);

    private readonly LocalApp _app;
    private readonly TemporaryDirectory _directory;
    private readonly ECDsa? _curveKey;
    private bool _isDisposed;

    internal Gateway(LocalApp app, TemporaryDirectory directory, ECDsa? curveKey, TableFaults tables)
    {
        (_app, _directory, _curveKey, Tables) = (app, directory, curveKey, tables);
        Http = new HttpClient { BaseAddress = app.Address };
    }

    public HttpClient Http { get; }

    public TableFaults Tables { get; }

    /// <summary>Only <see cref="GatewayBuilder.WithClock"/>.</summary>
    public FakeTimeProvider Clock { get; init; } = null!;

    /// <summary>The model service's; only <see cref="GatewayBuilder.WithClock"/> or <see cref="GatewayBuilder.WithModelClock"/>.</summary>
    public FakeTimeProvider ModelClock { get; init; } = null!;

    /// <summary>Only <see cref="GatewayBuilder.WithLog"/>.</summary>
    public LogRecorder Log { get; init; } = null!;

    /// <summary>Only <see cref="GatewayBuilder.WithBot"/>, like <see cref="Thread"/>.</summary>
    public string Bot { get; internal set; } = "";

    public string Thread { get; internal set; } = "";

    public string DataDirectory => _directory.Path;

    public LocalVault Vault => Service<LocalVault>();

    public SimulatedOpenAI Models => Service<SimulatedOpenAI>();

    public SimulatedManagement Management => Service<SimulatedManagement>();

    internal ECDsa CurveKey => _curveKey ?? throw new InvalidOperationException("Only WithCurveClient.");

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What a client of the gateway holds. The keys are shared, so nobody disposes them.</summary>
    public GatewayCredentials Credentials(string client = DemoSecrets.ClientId) => client == Acme
        ? new GatewayCredentials(Key(LocalKeys.GatewayPublicPem(DataDirectory)), GatewayKeys.Acme, "acme-user", "acme-pass") { KeyId = Acme }
        : new GatewayCredentials(
            Key(LocalKeys.GatewayPublicPem(DataDirectory)), Key(LocalKeys.ClientPrivatePem(DataDirectory)), DemoSecrets.User, DemoSecrets.Pass);

    private static RSA Key(string file) => RsaPem.Keep(File.ReadAllText(file), file);

    public async Task<Answer> CallAsync(string body, string client = DemoSecrets.ClientId)
    {
        using var sender = Credentials(client).CreateClient(Service<TimeProvider>());
        return new Answer(await sender.SendAsync(Http, body, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs the timer, and then the queue's messages until there are none left, whether the timer fails or not.</summary>
    public async Task TickAsync(CancellationToken cancellationToken = default)
    {
        var tick = DispatchAsync(cancellationToken);
        await Task.WhenAny(tick);
        await DrainAsync(cancellationToken);
        await tick;
    }

    public async Task TickAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await TickAsync(TestContext.Current.CancellationToken);
    }

    public Task DispatchAsync(CancellationToken cancellationToken = default) => ActivatorUtilities.CreateInstance<Scheduler>(_app.Services)
        .Run(new TimerInfo(), new Invocation("Scheduler", _app.Services, cancellationToken));

    /// <summary>Runs the queue's messages until there are none left, and fails as the first of them that fails.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        var queue = Assert.Single(Service<FunctionQueues>().All);
        while (await queue.TryReceiveAsync(CancellationToken.None) is { Count: > 0 } messages)
        {
            var failures = await Task.WhenAll(messages.Select(message => queue.HandleAsync(message, cancellationToken)));
            if (failures.OfType<Exception>().FirstOrDefault() is { } failure)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>A second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        Http.Dispose();
        await _app.DisposeAsync();
        Tables.Dispose();
        _curveKey?.Dispose();
        _directory.Dispose();
    }
}
