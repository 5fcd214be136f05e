using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Hosting;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.LocalHost;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.EndToEnd;

/// <summary>
/// A gateway that answers over HTTP, with a vault and a model service of its own and two clients: <c>default</c> and <c>acme</c>.
/// </summary>
public sealed class Gateway : IAsyncDisposable
{
    public const string Acme = "acme";

    private readonly TemporaryDirectory _directory;
    private readonly LocalApp _app;
    private readonly RSA _acmeKey;

    private Gateway(TemporaryDirectory directory, LocalApp app, RSA acmeKey)
    {
        _directory = directory;
        _app = app;
        _acmeKey = acmeKey;
        Http = new HttpClient { BaseAddress = app.Address };
    }

    public HttpClient Http { get; }

    public string DataDirectory => _directory.Path;

    public LocalVault Vault => _app.Services.GetRequiredService<LocalVault>();

    public SimulatedOpenAI Models => _app.Services.GetRequiredService<SimulatedOpenAI>();

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="settings">More settings, by configuration key with colons.</param>
    /// <param name="configure">Changes services after all others are registered.</param>
    /// <param name="connectionString">Of tables that another gateway uses too; null for tables of its own.</param>
    public static async Task<Gateway> StartAsync(
        TableService tables,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null,
        string? connectionString = null)
    {
        var directory = new TemporaryDirectory();
        var acmeKey = GatewayKeys.WriteTo(directory.Path);
        var options = new LocalOptions
        {
            DataDirectory = directory.Path,
            RunsTimers = false,
            TablesConnectionString = connectionString ?? tables.NewConnectionString(),
            Settings = new Dictionary<string, string?>(settings ?? [])
            {
                // No limit that a fast machine could reach, unless the test is about it.
                ["Auth:RequestsPerSecond"] = settings?.GetValueOrDefault("Auth:RequestsPerSecond") ?? "10000",
                ["Auth:RequestBurst"] = settings?.GetValueOrDefault("Auth:RequestBurst") ?? "100000",
                ["Requests:ConcurrentPerClient"] = settings?.GetValueOrDefault("Requests:ConcurrentPerClient") ?? "1000",
                // As many jobs as a test wants, each asked for whenever it is checked, unless the test is about that.
                ["Clients:0:ConcurrentJobs"] = settings?.GetValueOrDefault("Clients:0:ConcurrentJobs") ?? "100",
                ["Clients:1:ConcurrentJobs"] = settings?.GetValueOrDefault("Clients:1:ConcurrentJobs") ?? "100",
                ["Scheduler:JobAgeSeconds"] = settings?.GetValueOrDefault("Scheduler:JobAgeSeconds") ?? "0",
                ["Clients:1:Id"] = Acme,
                ["Clients:1:Credentials"] = GatewayCredentials.Derive("acme-user", "acme-pass"),
            },
        };
        return new Gateway(directory, await LocalApp.StartAsync(options, Configure), acmeKey);

        void Configure(IServiceCollection services)
        {
            // A message that failed comes again in the next tick that a test wants.
            services.AddSingleton(QueueSettings.Read() with { VisibilityTimeout = TimeSpan.Zero });
            configure?.Invoke(services);
        }
    }

    /// <summary>What a client of the gateway holds.</summary>
    public GatewayCredentials Credentials(string client = DemoSecrets.ClientId) => client == Acme
        ? new GatewayCredentials(ReadGatewayKey(), _acmeKey, "acme-user", "acme-pass") { KeyId = Acme }
        : GatewayCredentials.Load(DataDirectory);

    /// <summary>Sends a body with a fresh token.</summary>
    public async Task<Answer> CallAsync(string body, string client = DemoSecrets.ClientId)
    {
        var sender = new GatewayClient(Credentials(client), Service<TimeProvider>());
        return new Answer(await sender.SendAsync(Http, body, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _acmeKey.Dispose();
        _directory.Dispose();
    }

    private RSA ReadGatewayKey()
    {
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(LocalKeys.GatewayPublicPem(DataDirectory)));
        return key;
    }
}

/// <summary>An answer of the gateway.</summary>
public sealed class Answer(GatewayAnswer answer)
{
    public int Status => answer.Status;

    public string Text => answer.Body;

    public string? RequestId => answer.RequestId;

    public JsonElement Json { get; } = JsonElement.Parse(answer.Body);

    public string? this[string field] => Json.TryGetProperty(field, out var value) ? value.ToString() : null;
}
