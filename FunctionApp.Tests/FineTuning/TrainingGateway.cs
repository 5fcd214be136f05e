using System.Security.Cryptography;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.FineTuning;

/// <summary>
/// A gateway for tests of training. Its model service has a clock of its own, which moves on with every look at it, so that files are
/// processed and jobs end without waiting. Its two clients are its own too: no intent that another test left is theirs.
/// </summary>
public class TrainingGateway : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly TableService _tables;
    private readonly Dictionary<string, string?> _settings;
    private readonly TemporaryDirectory _directory = new();
    private readonly RSA _key = RSA.Create(2048);
    private Gateway? _gateway;

    public TrainingGateway(TableService tables)
        : this(tables, [])
    {
    }

    protected TrainingGateway(TableService tables, Dictionary<string, string?> settings)
    {
        _tables = tables;
        _settings = settings;
        Service = new SimulatedOpenAI(_directory.Path, ServiceClock);
    }

    /// <summary>The client that calls unless a test says otherwise.</summary>
    public string Owner { get; } = $"owner-{Guid.NewGuid():N}";

    public string Stranger { get; } = $"stranger-{Guid.NewGuid():N}";

    public FakeTimeProvider ServiceClock { get; } = new(Start) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(500) };

    public SimulatedOpenAI Service { get; }

    internal FaultyTables Tables { get; } = new();

    public T Get<T>()
        where T : notnull => _gateway!.Service<T>();

    public async ValueTask InitializeAsync()
    {
        // Used tokens in memory: tests cut the way to the tables, and mean those of the jobs.
        var settings = new Dictionary<string, string?>(_settings) { ["Auth:Replay"] = "memory" };
        foreach (var (i, id) in new[] { Owner, Stranger }.Index())
        {
            settings[$"Clients:{i + 2}:Id"] = id;
            settings[$"Clients:{i + 2}:ConcurrentJobs"] = "100";
            settings[$"Clients:{i + 2}:Credentials"] = GatewayCredentials.Derive(id, "pass");
        }

        _gateway = await Gateway.StartAsync(_tables, settings, services => services
            .AddSingleton(Service)
            .Configure<TableClientOptions>(options => options.Transport = new HttpClientTransport(Tables)));
        var keys = new KeyStore(_gateway.DataDirectory, TimeProvider.System);
        keys.Add($"client-{Owner}", _key, KeyVersion.Verify);
        keys.Add($"client-{Stranger}", _key, KeyVersion.Verify);
    }

    public async Task<Answer> CallAsync(string body, string? client = null)
    {
        using var response = await PostAsync(body, client, TestContext.Current.CancellationToken);
        return new Answer(new GatewayAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.GetValues("x-request-id").Single()));
    }

    public async Task<HttpResponseMessage> PostAsync(string body, string? client, CancellationToken cancellation)
    {
        var id = client ?? Owner;
        using var credentials = _gateway!.Credentials();
        var request = new GatewayClient(
            new GatewayCredentials(credentials.GatewayKey, _key, id, "pass") { KeyId = id }, TimeProvider.System).CreateRequest(body);
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        return await _gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, cancellation);
    }

    public Task<Answer> CheckAsync(string? jobId, string? client = null) =>
        CallAsync($$"""{"event_name":"check_train","id":"{{jobId}}"}""", client);

    /// <summary>The bytes that the model service got.</summary>
    public byte[] ReadFile(string? fileId) => File.ReadAllBytes(Path.Combine(_directory.Path, "openai", "files", $"{fileId}.jsonl"));

    public int FilesAtService => Directory.Exists(Path.Combine(_directory.Path, "openai", "files"))
        ? Directory.GetFiles(Path.Combine(_directory.Path, "openai", "files"), "*.jsonl").Length
        : 0;

    /// <summary>Lets all jobs that are there end.</summary>
    public void EndJobs() => ServiceClock.Advance(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        _key.Dispose();
        Tables.Dispose();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }
}
