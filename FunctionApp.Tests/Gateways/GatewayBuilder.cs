using System.Security.Cryptography;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Hosting;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Gateways;

/// <summary>
/// Starts a gateway that answers over HTTP, with tables, a vault and a model service of its own, and the clients <c>default</c> and <c>acme</c>.
/// </summary>
public sealed class GatewayBuilder(TableService tables)
{
    private readonly List<Action<IServiceCollection>> _services = [];

    // Unless a test is about it: no limit that a fast machine could reach, and each job is polled in each tick.
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Auth:RequestsPerSecond"] = "10000",
        ["Auth:RequestBurst"] = "100000",
        ["Requests:ConcurrentPerClient"] = "1000",
        ["Clients:0:ConcurrentJobs"] = "100",
        ["Clients:1:ConcurrentJobs"] = "100",
        ["Scheduler:JobAgeSeconds"] = "0",
        ["Clients:1:Id"] = Gateway.Acme,
        ["Clients:1:Credentials"] = GatewayCredentials.Derive("acme-user", "acme-pass"),
    };

    private string? _connectionString;
    private FakeTimeProvider? _clock;
    private FakeTimeProvider? _modelClock;
    private int _mostFiles = 100; // As at Azure.
    private int _mostActiveJobs = SimulatedOpenAI.MostActiveJobs;
    private bool _runsTimers;
    private bool _hasLog;
    private bool _hasCurveClient;
    private bool _needsDeployments;
    private bool _hasBot;

    public GatewayBuilder WithSetting(string name, string? value) => With(() => _settings[name] = value);

    public GatewayBuilder WithSettings(Dictionary<string, string?> settings) =>
        settings.Aggregate(this, (builder, setting) => builder.WithSetting(setting.Key, setting.Value));

    /// <summary>Changes services after all others are registered.</summary>
    public GatewayBuilder WithServices(Action<IServiceCollection> configure) => With(() => _services.Add(configure));

    public GatewayBuilder WithService<T>(T service)
        where T : class => WithServices(services => services.AddSingleton(service));

    /// <summary>Tables that another gateway uses too.</summary>
    public GatewayBuilder WithTables(string connectionString) => With(() => _connectionString = connectionString);

    /// <summary>The gateway's clock and the model service's each stand still until a test moves them.</summary>
    public GatewayBuilder WithClock(FakeTimeProvider? clock = null) => With(() =>
    {
        _clock = clock ?? new FakeTimeProvider(Gateway.Start);
        _modelClock = new FakeTimeProvider(_clock.GetUtcNow());
    });

    /// <summary>The model service's clock moves on with every look at it: files are processed and jobs end without waiting.</summary>
    public GatewayBuilder WithModelClock(TimeSpan step, DateTimeOffset? start = null) => With(() =>
    {
        _modelClock = new FakeTimeProvider(start ?? Gateway.Start) { AutoAdvanceAmount = step };
        (_mostFiles, _mostActiveJobs) = (int.MaxValue, int.MaxValue); // No timer settles the jobs.
    });

    /// <summary>AutoDeploy, and a model service whose trained models need deployments.</summary>
    public GatewayBuilder WithDeployments() => With(() => _needsDeployments = true).WithSetting("OpenAI:AutoDeploy", "true");

    /// <summary>The client <c>curve</c>, whose key is on P-256.</summary>
    public GatewayBuilder WithCurveClient() => With(() => _hasCurveClient = true)
        .WithSetting("Clients:9:Id", Gateway.Curve)
        .WithSetting("Clients:9:ConcurrentJobs", "100")
        .WithSetting("Clients:9:Credentials", GatewayCredentials.Derive("u", "p"));

    /// <summary>A receiver on this machine for what one of the clients is told.</summary>
    public GatewayBuilder WithWebhook(Uri address, int client = 0) => WithSetting("Webhooks:AllowPrivateAddresses", "true")
        .WithSetting($"Clients:{client}:WebhookUrl", address.AbsoluteUri)
        .WithSetting($"Clients:{client}:WebhookSecret", Gateway.WebhookSecret);

    /// <summary>The timer ticks every second, and messages are handled as they come, as on a user's machine.</summary>
    public GatewayBuilder WithTimers() => With(() => _runsTimers = true).WithSetting("SchedulerSchedule", "* * * * * *");

    public GatewayBuilder WithLog() => With(() => _hasLog = true);

    /// <summary>A bot and a thread of the client <c>default</c>.</summary>
    public GatewayBuilder WithBot() => With(() => _hasBot = true);

    public async Task<Gateway> StartAsync()
    {
        var directory = new TemporaryDirectory();
        GatewayKeys.WriteTo(directory.Path);
        var curveKey = _hasCurveClient ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        if (curveKey is not null)
            new KeyStore(directory.Path, TimeProvider.System).Add($"client-{Gateway.Curve}", curveKey, KeyVersion.Verify);
        var (faults, log) = (new TableFaults(), _hasLog ? new LogRecorder() : null);
        var options = new LocalOptions
        {
            DataDirectory = directory.Path,
            RunsTimers = _runsTimers,
            TablesConnectionString = _connectionString ?? tables.NewConnectionString(),
            Settings = _settings,
        };
        var app = await LocalApp.StartAsync(options, services => Configure(services, directory.Path, faults, log));
        var gateway = new Gateway(app, directory, curveKey, faults)
        {
            Clock = _clock!,
            ModelClock = _modelClock!,
            Log = log!,
        };
        if (_hasBot)
            (gateway.Bot, gateway.Thread) = await gateway.NewBotAsync();
        return gateway;
    }

    private void Configure(IServiceCollection services, string directory, TableFaults faults, LogRecorder? log)
    {
        // A message that failed comes again in the next tick that a test wants.
        services.AddSingleton(QueueSettings.Read() with { VisibilityTimeout = TimeSpan.Zero });
        faults.Under(services);
        if (_clock is not null)
            services.AddSingleton<TimeProvider>(_clock);
        if (_modelClock is not null)
        {
            services.AddSingleton(_ => new SimulatedOpenAI(directory, _modelClock, needsDeployments: _needsDeployments, mostFiles: _mostFiles, mostActiveJobs: _mostActiveJobs));
            services.AddSingleton(provider => new SimulatedManagement(directory, _modelClock, provider.GetRequiredService<LocalVault>().Credential));
        }

        log?.AddTo(services);
        foreach (var configure in _services)
            configure(services);
    }

    private GatewayBuilder With(Action change)
    {
        change();
        return this;
    }
}
