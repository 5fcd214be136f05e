using BotGateway.LocalHost.Azurite;

[assembly: AssemblyFixture(typeof(TableService))]

namespace BotGateway.Tests.Gateways;

/// <summary>One Azurite for all end-to-end tests, with tables of its own for each gateway that does not ask for another's.</summary>
public sealed class TableService : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string[] _accounts = [.. Enumerable.Range(0, 2000).Select(i => $"test{i}")];
    private AzuriteProcess? _azurite;
    private int _used;

    /// <summary>Of an account that all tests share.</summary>
    public string ConnectionString => _azurite!.ConnectionString;

    /// <summary>Of an account that nobody else has: its tables are empty.</summary>
    public string NewConnectionString() => _azurite!.ConnectionStringOf(_accounts[Interlocked.Increment(ref _used)]);

    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(_directory.Path, report: _ => { }, CancellationToken.None, _accounts, inMemory: true);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _directory.Dispose();
    }
}
