using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Worker;

/// <summary>The app as the Functions host runs it, with a vault and a model service that it reaches over TLS by its own identity.</summary>
public class CloudWorker(TableService tables) : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private readonly Dictionary<string, string?> _settings = WorkerSettings.Of(tables.NewConnectionString());

    private RSA? _clientKey;
    private CloudFront? _front;
    private WorkerSession? _session;

    // A fixture cannot skip a test, but what a test asks it for can.
    internal CloudFront Front => OnLinux(_front);

    internal WorkerSession Session => OnLinux(_session);

    internal string Storage => _settings["AzureWebJobsStorage"]!;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _clientKey = GatewayKeys.WriteTo(_data.Path);
        _front = await CloudFront.StartAsync(_data.Path, TestContext.Current.CancellationToken);
        foreach (var (name, value) in _front.Environment)
            _settings[name] = value;
        _settings["Requests__MaxBytes"] = "100000";
        _settings["Requests__ConcurrentPerClient"] = "60";
        await StartAsync();
    }

    /// <summary>Starts another worker on the same storage, after the first has ended.</summary>
    internal async Task RestartAsync()
    {
        await Session.DisposeAsync();
        await StartAsync();
    }

    internal Task<(int Status, string Body)> CallAsync(string request) => Session.CallAsync("Dispatcher", "POST", "lambda", request);

    /// <summary>Signs a body as the client <c>acme</c>.</summary>
    internal async Task<string> CreateRequestAsync(string body)
    {
        using var gatewayKey = RsaPem.Read(LocalKeys.GatewayPublicPem(_data.Path));
        var credentials = new GatewayCredentials(gatewayKey, OnLinux(_clientKey), WorkerSettings.User, WorkerSettings.Pass) { KeyId = WorkerSettings.Client };
        using var client = credentials.CreateClient(TimeProvider.System);
        return await client.CreateRequestAsync(body, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a body of the client <c>acme</c>, which is answered with 200.</summary>
    internal async Task<JsonElement> SendAsync(string body)
    {
        var (status, answer) = await CallAsync(await CreateRequestAsync(body));
        Assert.True(status == 200, answer);
        return JsonElement.Parse(answer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        if (_front is not null)
            await _front.DisposeAsync();
        _clientKey?.Dispose();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    private static T OnLinux<T>(T? value)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        return value!;
    }

    private async Task StartAsync() => _session = await WorkerSession.StartAsync(BuiltAppTests.BuiltApp, _settings, TestContext.Current.CancellationToken);
}
