namespace BotGateway.Tests.LocalHost.Keys;

/// <summary>The client acme, added once for all tests of a class: each works on a copy, because making keys takes long.</summary>
public class AddedClient : IAsyncLifetime
{
    private readonly KeysFixture _keys = new(hasKeys: true);

    public KeysFixture Copy() => _keys.Copy();

    public async ValueTask InitializeAsync() => await AddAsync(_keys);

    public ValueTask DisposeAsync()
    {
        _keys.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected virtual Task AddAsync(KeysFixture keys) => keys.RunAsync("add", "acme");
}
