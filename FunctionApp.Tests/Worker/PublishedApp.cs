using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Worker;

/// <summary>The app as <c>dotnet publish</c> makes it. It takes a minute, so only the gate does it.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    public const string SkipReason = "Publishing takes a minute." + Thoroughness.InCI;

    private readonly TemporaryDirectory _directory = new();

    public string App => Path.Combine(_directory.Path, "app", "FunctionApp.dll");

    public async ValueTask InitializeAsync()
    {
        if (Thoroughness.IsWanted)
        {
            await DotNetApp.PublishAsync(
                Repository.PathOf("FunctionApp"), Path.GetDirectoryName(App)!, Path.Combine(_directory.Path, "artifacts"), TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
