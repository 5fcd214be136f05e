namespace BotGateway.Tests.Gateways;

/// <summary>One gateway for all tests of a class that leave nothing behind which another would notice.</summary>
public class SharedGateway(TableService tables) : IAsyncLifetime
{
    public Gateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await Configure(new GatewayBuilder(tables)).StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual GatewayBuilder Configure(GatewayBuilder builder) => builder.WithClock().WithLog().WithCurveClient();
}
