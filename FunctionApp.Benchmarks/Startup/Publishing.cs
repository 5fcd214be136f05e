using System.Diagnostics;
using BotGateway.LocalHost;

namespace BotGateway.Benchmarks.Startup;

/// <summary>Publishes projects of the checkout as FunctionApp is published for Azure (ReadyToRun), but for the Key Vault client, whose official package is not on every feed.</summary>
internal static class Publishing
{
    /// <returns>The path of the app's assembly.</returns>
    public static async Task<string> PublishAsync(string project, string assembly, CancellationToken stop)
    {
        var checkout = Checkout.Find(AppContext.BaseDirectory) ?? throw new StartupException("The measured apps are published from the checkout: run this from there.");
        var artifacts = Path.Combine(checkout, "artifacts", "performance");
        var folder = Path.Combine(artifacts, "apps", assembly);
        Console.Error.WriteLine($"startup: publishing {project}");
        string[] arguments =
        [
            "publish", Path.Combine(checkout, project), "-c", "Release", "-o", folder, "-r", "linux-x64", "--self-contained", "false", "-nologo", "-v", "q", "-nodeReuse:false",
            "-p:PublishReadyToRun=true", "-p:KeyVaultKeys=compat", "-p:PublishForTests=true", $"-p:ArtifactsPath={artifacts}",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync(stop);
        await publish.WaitForExitAsync(stop);
        return publish.ExitCode == 0 ? Path.Combine(folder, $"{assembly}.dll") : throw new StartupException($"{project} could not be published: {output}");
    }
}
