using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.WorkerHost;

/// <summary>The app as on Azure: under the Functions host, with a vault and a model service that it reaches over TLS by its own identity.</summary>
internal sealed class CloudApp(
    string app, string dataDirectory, RSA clientKey, Dictionary<string, string?> settings, CloudFront front, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings =
        settings.Concat(front.Environment).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => same.Last().Value);

    public CloudFront Front => front;

    public WorkerSession Session { get; private set; } = null!;

    public HostQueue Queue => new(_settings["AzureWebJobsStorage"]!, Session.Process.Cancellation);

    /// <param name="dataDirectory">LocalHost's, with the keys of the vault.</param>
    /// <param name="clientKey">That of the client of <see cref="WorkerSettings"/>.</param>
    public static async Task<CloudApp> StartAsync(
        string app, string dataDirectory, RSA clientKey, Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var cloud = new CloudApp(app, dataDirectory, clientKey, settings, await CloudFront.StartAsync(dataDirectory, cancellationToken), cancellationToken);
        await cloud.StartWorkerAsync();
        return cloud;
    }

    /// <summary>Starts another worker on the same storage, after the first has ended.</summary>
    public async Task RestartAsync()
    {
        await Session.DisposeAsync();
        await StartWorkerAsync();
    }

    public Task<(int Status, string Body)> CallAsync(string request) => Session.CallAsync("Dispatcher", "POST", "lambda", request);

    /// <summary>Signs a body as the client.</summary>
    public async Task<string> CreateRequestAsync(string body)
    {
        using var gatewayKey = RsaPem.Read(LocalKeys.GatewayPublicPem(dataDirectory));
        var credentials = new GatewayCredentials(gatewayKey, clientKey, WorkerSettings.User, WorkerSettings.Pass) { KeyId = WorkerSettings.Client };
        using var client = credentials.CreateClient(TimeProvider.System);
        return await client.CreateRequestAsync(body, cancellationToken);
    }

    /// <summary>Sends a body of the client, which is answered with 200.</summary>
    public async Task<JsonElement> SendAsync(string body)
    {
        var (status, answer) = await CallAsync(await CreateRequestAsync(body));
        return status == 200 ? JsonElement.Parse(answer) : throw new InvalidOperationException(answer);
    }

    /// <summary>Ticks until a tick has sent a message, and fetches it.</summary>
    public async Task<QueueMessage> TickUntilMessageAsync()
    {
        while (true)
        {
            Handshake.RequireSuccess(await Session.InvokeTimer("Scheduler").Response.WaitAsync(Session.Process.Cancellation));
            if (await Queue.TryReceiveAsync() is { } message)
                return message;
        }
    }

    /// <summary>Begins an invocation with a message.</summary>
    public (string Id, Task<JsonElement> Response) Deliver(QueueMessage message)
    {
        var (id, response) = Session.InvokeQueue("Runner", message.Body.ToString(), HostQueue.MetadataOf(message));
        return (id, response.WaitAsync(Session.Process.Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (Session is not null)
            await Session.DisposeAsync();
        await front.DisposeAsync();
    }

    private async Task StartWorkerAsync() => Session = await WorkerSession.StartAsync(app, _settings, cancellationToken);
}
