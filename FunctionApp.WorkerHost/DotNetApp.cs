namespace BotGateway.WorkerHost;

/// <summary>Publishes .NET apps.</summary>
internal static class DotNetApp
{
    /// <summary>Publishes a project as for Azure, but for the Key Vault client, whose official package is not on every feed.</summary>
    /// <param name="artifacts">Where the build puts its files, so that it disturbs no other.</param>
    public static async Task PublishAsync(
        string project, string folder, string artifacts, CancellationToken cancellationToken, params IEnumerable<string> options)
    {
        string[] arguments =
        [
            "publish", project, "-c", "Release", "-o", folder, "-nologo", "-v", "q", "-p:KeyVaultKeys=compat", "-p:PublishForTests=true", $"-p:ArtifactsPath={artifacts}",
        ];
        var publish = await AppProcess.RunAsync("dotnet", [.. arguments, .. options], cancellationToken: cancellationToken);
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} could not be published: {publish.Output}");
    }
}
