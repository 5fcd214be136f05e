using BotGateway.Tests.Documents;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Worker;

/// <summary>
/// The app as <c>dotnet publish</c> makes it, but for the Key Vault client, whose official package is not on every feed. It takes a minute, so only the gate does it.
/// </summary>
public sealed class PublishedApp : IAsyncLifetime
{
    public const string SkipReason = "Publishing takes a minute." + Thoroughness.InCI;

    private readonly TemporaryDirectory _directory = new();

    public string Folder => Path.Combine(_directory.Path, "app");

    public string App => Path.Combine(Folder, "FunctionApp.dll");

    public async ValueTask InitializeAsync()
    {
        if (!Thoroughness.IsWanted)
            return;

        // Folders of its own: another test may be asking the build for something.
        string[] arguments =
        [
            "publish", Repository.PathOf("FunctionApp"), "-c", "Release", "-o", Folder, "-nologo", "-v", "q", "-p:KeyVaultKeys=compat", "-p:PublishForTests=true",
            $"-p:ArtifactsPath={Path.Combine(_directory.Path, "artifacts")}",
        ];
        var (exitCode, output, _) = await Snippets.RunAsync(Repository.Root, gateway: null, "dotnet", arguments);
        Assert.True(exitCode == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
