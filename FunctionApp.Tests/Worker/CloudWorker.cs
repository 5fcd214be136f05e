namespace BotGateway.Tests.Worker;

/// <summary>A <see cref="CloudApp"/> with storage of its own.</summary>
public class CloudWorker(TableService tables) : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private CloudApp? _app;

    // A fixture cannot skip a test, but what a test asks it for can.
    internal CloudApp App
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
            return _app!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux())
            return;
        GatewayKeys.WriteTo(_data.Path);
        var settings = WorkerSettings.Of(tables.NewConnectionString());
        (settings["Requests__MaxBytes"], settings["Requests__ConcurrentPerClient"]) = ("100000", "60");
        _app = await CloudApp.StartAsync(BuiltAppTests.BuiltApp, _data.Path, GatewayKeys.Acme, settings, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }
}
