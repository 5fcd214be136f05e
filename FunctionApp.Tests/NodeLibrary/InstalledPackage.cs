using BotGateway.Tests.Documents;

namespace BotGateway.Tests.NodeLibrary;

/// <summary>An empty folder in which the package of clients/node is installed, as npm packs it and without a network.</summary>
public sealed class InstalledPackage : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    public string Folder => _directory.Path;

    public async ValueTask InitializeAsync()
    {
        await NpmAsync("pack", Repository.PathOf("clients/node"), "--pack-destination", Folder);
        var package = Assert.Single(Directory.GetFiles(Folder, "*.tgz"));
        await NpmAsync("install", package, "--prefix", Folder, "--offline", "--no-audit", "--no-fund");
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task NpmAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await Snippets.RunAsync(Folder, null, "npm", arguments);
        Assert.True(exitCode == 0, $"npm {arguments[0]}: {output}\n{error}");
    }
}
