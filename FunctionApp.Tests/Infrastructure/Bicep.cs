using System.Reflection;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

/// <summary>The Bicep CLI, which the build takes from NuGet.</summary>
internal static class Bicep
{
    private static readonly string? Cli = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(metadata => metadata.Key == "BicepPath")?.Value;

    private static readonly Lazy<Task<string>> Main = new(async () => (await RunAsync(["build", Repository.PathOf("infra/main.bicep"), "--stdout"])).Output);

    /// <summary>infra/main.bicep as a template in JSON.</summary>
    public static Task<string> TemplateAsync() => Main.Value;

    public static async Task<(string Output, string Diagnostics)> RunAsync(IEnumerable<string> command)
    {
        Assert.SkipWhen(Cli is null, "The Bicep CLI is built for each kind of machine, and this build takes it for Linux on x64 only.");
        var (exitCode, output, diagnostics) = await Snippets.RunAsync(Repository.Root, gateway: null, Cli!, [.. command]);
        Assert.True(exitCode == 0, diagnostics);
        return (output, diagnostics);
    }
}
