using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.Bots;

/// <summary>One gateway for all tests of a class that leave nothing behind which another would notice.</summary>
public sealed class SharedGateway(TableService tables) : IAsyncLifetime
{
    private Gateway? _gateway;

    public Gateway Gateway => _gateway!;

    public async ValueTask InitializeAsync() => _gateway = await Gateway.StartAsync(tables);

    public ValueTask DisposeAsync() => _gateway?.DisposeAsync() ?? ValueTask.CompletedTask;
}
