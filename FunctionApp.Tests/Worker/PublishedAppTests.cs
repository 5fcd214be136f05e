using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Worker;

/// <summary>What goes to Azure: the files that the Functions host reads, and an app that it can run.</summary>
public sealed class PublishedAppTests(PublishedAppTests.PublishedApp published, TableService tables, SharedWorker shared) : WorkerTests(tables, shared), IClassFixture<PublishedAppTests.PublishedApp>
{
    protected override string App
    {
        get
        {
            Assert.SkipUnless(Thoroughness.IsWanted, PublishedApp.SkipReason);
            return published.App;
        }
    }

    [Fact]
    public void It_holds_what_the_Functions_host_reads()
    {
        var folder = Path.GetDirectoryName(App)!;

        Assert.All(["host.json", "worker.config.json", "extensions.json", "functions.metadata"], file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, ".azurefunctions"), "*.dll"));
        Assert.False(File.Exists(Path.Combine(folder, "local.settings.json")));
    }

    [Fact]
    public void Its_worker_is_started_by_dotnet_with_the_app()
    {
        var description = Read("worker.config.json").GetProperty("description");

        Assert.Equal(
            ("dotnet-isolated", "dotnet", "FunctionApp.dll"),
            (Text("language"), Text("defaultExecutablePath"), Text("defaultWorkerPath")));

        string? Text(string name) => description.GetProperty(name).GetString();
    }

    [Fact]
    public void Its_metadata_lists_the_functions() => Assert.Equal(
        ["Dispatcher", "Health", "OpenApi", "OperatorConsole", "Runner", "Scheduler"],
        Read("functions.metadata").EnumerateArray().Select(function => function.GetProperty("name").GetString()).Order());

    private JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(App)!, file)));

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
}
