using BotGateway.LocalHost.Azurite;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.LocalHost;

[assembly: AssemblyFixture(typeof(TableService))]

namespace BotGateway.Tests.EndToEnd;

/// <summary>One Azurite for all end-to-end tests: each starts gateways of its own over it.</summary>
public sealed class TableService : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(_directory.Path, report: _ => { }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _directory.Dispose();
    }
}
