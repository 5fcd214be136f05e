namespace BotGateway.Tests.Worker;

/// <summary>One process for all tests of a class that leave it running.</summary>
public sealed class SharedWorker(TableService tables) : IAsyncDisposable
{
    private WorkerSession? _session;

    internal async Task<WorkerSession> StartAsync(string app) =>
        _session ??= await WorkerSession.StartAsync(app, WorkerSettings.Of(tables.NewConnectionString()), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
    }
}
