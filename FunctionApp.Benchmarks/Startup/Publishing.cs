using BotGateway.LocalHost;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Startup;

/// <summary>Publishes projects of the checkout as FunctionApp is published for Azure (ReadyToRun).</summary>
internal static class Publishing
{
    /// <returns>The path of the app's assembly.</returns>
    public static async Task<string> PublishAsync(string project, string assembly, CancellationToken stop)
    {
        var checkout = Checkout.Find(AppContext.BaseDirectory) ?? throw new StartupException("The measured apps are published from the checkout: run this from there.");
        var artifacts = Path.Combine(checkout, "artifacts", "performance");
        var folder = Path.Combine(artifacts, "apps", assembly);
        Console.Error.WriteLine($"startup: publishing {project}");
        await DotNetApp.PublishAsync(
            Path.Combine(checkout, project), folder, artifacts, stop, "-r", "linux-x64", "--self-contained", "false", "-nodeReuse:false", "-p:PublishReadyToRun=true");
        return Path.Combine(folder, $"{assembly}.dll");
    }
}
