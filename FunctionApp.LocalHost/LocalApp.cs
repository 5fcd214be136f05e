using System.Net;
using System.Reflection;
using BotGateway.Hosting;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Hosting;
using BotGateway.LocalHost.Vault;
using BotGateway.LocalHost.WebConsole;
using BotGateway.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BotGateway.LocalHost;

/// <summary>
/// The whole gateway on this machine: FunctionApp's functions over HTTP on 127.0.0.1, with a local vault, Azurite and a simulated model service. One process
/// can have several.
/// </summary>
public sealed class LocalApp : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);

    private static readonly Assembly App = typeof(GatewayServices).Assembly;

    private readonly WebApplication _web;
    private readonly AzuriteProcess? _azurite;

    private LocalApp(WebApplication web, AzuriteProcess? azurite, bool modelServiceIsSimulated)
    {
        _web = web;
        _azurite = azurite;
        ModelServiceIsSimulated = modelServiceIsSimulated;
    }

    /// <summary>Its address, such as <c>http://127.0.0.1:3080/</c>.</summary>
    public Uri Address => new(_web.Urls.Single());

    /// <summary>FunctionApp's services.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>The connection string of its Table service; null if that is not its own.</summary>
    public string? TablesConnectionString => _azurite?.ConnectionString;

    /// <summary>False if the settings <c>OpenAI:*</c> name a real service.</summary>
    public bool ModelServiceIsSimulated { get; }

    /// <summary>Creates what is missing in the data directory and starts serving.</summary>
    /// <exception cref="StartupException">It cannot start for a reason that the user can fix.</exception>
    public static async Task<LocalApp> StartAsync(
        LocalOptions options, Action<IServiceCollection>? configure = null, CancellationToken cancellationToken = default)
    {
        LoopbackPort.ThrowIfTaken(options.Port);
        var user = LocalSettings.OfUser(options);
        var simulated = !LocalSettings.NameModelService(user);
        if (!simulated && LocalSettings.WantDeployments(user))
            throw new StartupException("LocalHost cannot deploy models of a real service: remove --auto-deploy and OpenAI__AutoDeploy.");
        Directory.CreateDirectory(options.DataDirectory);

        // Node takes the longest, so everything else is created meanwhile; the keys also take a while.
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tables = user[LocalSettings.TablesConnectionString] is { Length: > 0 }
            ? Task.FromResult<AzuriteProcess?>(null)
            : StartTablesAsync(options, start.Token);
        var keys = Task.Run(() => LocalKeys.EnsureCreatedAsync(options.DataDirectory, options.Report, start.Token), start.Token);
        WebApplication? web = null;
        try
        {
            var builder = CreateBuilder(options);
            // The settings need the secret that the first start creates with the keys.
            if (!LocalWebhookSecret.Exists(options.DataDirectory))
                await keys;
            Configure(builder.Configuration, options, user, simulated);
            // This takes as long as building the app.
            var check = Task.Run(() => SettingFaults.Find(LocalSettings.ToCheck(builder.Configuration, simulated)), CancellationToken.None);
            try
            {
                web = Build(builder, options, user, simulated, configure);
            }
            finally
            {
                // Also if the app could not be built: wrong settings may be why.
                ThrowIfAny(await check);
            }

            await keys;
            var azurite = await tables;
            if (azurite is not null)
                UseAzurite(web.Configuration, azurite.ConnectionString);
            await web.StartAsync(cancellationToken);
            return new LocalApp(web, azurite, simulated);
        }
        catch
        {
            await start.CancelAsync();
            await Task.WhenAny(Task.WhenAll(keys, tables));
            await DisposeAsync(web, tables.IsCompletedSuccessfully ? await tables : null);
            throw;
        }
    }

    /// <summary>Stops it and every process that it started; running requests and timers get 5 seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _web.StopAsync();
        }
        finally
        {
            await DisposeAsync(_web, _azurite);
        }
    }

    private static async ValueTask DisposeAsync(WebApplication? web, AzuriteProcess? azurite)
    {
        if (web is not null)
            await web.DisposeAsync();
        if (azurite is not null)
            await azurite.DisposeAsync();
    }

    private static void UseAzurite(IConfiguration configuration, string connection)
    {
        configuration[LocalSettings.TablesConnectionString] = connection;
        if (string.IsNullOrEmpty(configuration[StorageAccount.Setting]))
            configuration[StorageAccount.Setting] = connection;
    }

    private static async Task<AzuriteProcess?> StartTablesAsync(LocalOptions options, CancellationToken cancellationToken) =>
        await AzuriteProcess.StartAsync(options.DataDirectory, options.Report, cancellationToken);

    // What does not depend on the keys.
    private static WebApplicationBuilder CreateBuilder(LocalOptions options)
    {
        // The folder of the binaries, because files in the user's working directory must not configure this app.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBufferSize = 128 * 1024; // For each connection; the default of 1 MB would add up.
            // FunctionApp returns 408 for slow bodies. This limit is for bodies that it does not read, and therefore applies later.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 10 * 1024, gracePeriod: TimeSpan.FromSeconds(15));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxRequestBodySize = null; // FunctionApp has its own limit and its own 413.
        });
        builder.Services.AddRoutingCore();
        FunctionMethods.Add(builder.Services, App);
        return builder;
    }

    private static void Configure(ConfigurationManager settings, LocalOptions options, IConfiguration user, bool simulated)
    {
        settings.AddInMemoryCollection([.. LocalSettings.Defaults(user, simulated), .. LocalSettings.WebhookDefaults(options)]);
        AddedClients.AddTo(settings, ClientsFile.PathIn(options.DataDirectory), options.Report);
        settings.AddConfiguration(user).AddInMemoryCollection(LocalSettings.Fixed(simulated));
    }

    /// <exception cref="StartupException">There are faults.</exception>
    private static void ThrowIfAny(IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
            throw new StartupException(string.Join(Environment.NewLine, faults));
    }

    private static WebApplication Build(
        WebApplicationBuilder builder, LocalOptions options, IConfiguration user, bool simulated, Action<IServiceCollection>? configure)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        builder.Services.AddSingleton<TimeProvider>(new AheadClock(options.Ahead));
        builder.Services.AddLocalVault(options.DataDirectory);
        if (simulated)
            builder.Services.AddSimulatedOpenAI(options, needsDeployments: LocalSettings.WantDeployments(user));
        if (simulated)
            builder.Services.AddSimulatedManagement(options.DataDirectory);
        builder.Services.AddBotGateway(builder.Configuration).AddHostedService<DispatcherWarmUp>();
        if (!simulated)
            builder.Services.AddHostedService<StartupModelCheck>();
        FunctionTimers.Add(builder.Services, App, builder.Configuration, options.RunsTimers);
        FunctionQueues.Add(builder.Services, App, options.RunsTimers);
        // The deployed app's own console, if it is wanted, is at some of the same addresses.
        var hasConsole = !LocalSettings.WantOperatorConsole(builder.Configuration);
        if (hasConsole)
            builder.Services.AddConsole();
        configure?.Invoke(builder.Services);

        var web = builder.Build();
        web.Use(new DateHeader(web.Services.GetRequiredService<TimeProvider>()).RunAsync);
        if (!options.IsPlain)
            web.Use(new HostLimits().RunAsync);
        web.MapAdmin();
        if (hasConsole)
            web.MapConsole(options, simulated);
        web.MapFunctions(App, options.IsPlain);
        return web;
    }
}
