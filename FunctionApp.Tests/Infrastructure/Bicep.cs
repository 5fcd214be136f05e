using System.Reflection;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

/// <summary>The Bicep CLI, which the build takes from NuGet.</summary>
internal static class Bicep
{
    private static readonly string? Cli = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(metadata => metadata.Key == "BicepPath")?.Value;

    private static readonly Lazy<Task<(string Main, IReadOnlyList<string> Missing, string Diagnostics)>> Compiled = new(CompileAsync);

    /// <summary>infra/main.bicep as a template in JSON.</summary>
    public static async Task<string> TemplateAsync() => (await Compiled.Value).Main;

    /// <summary>What the compiler says of all files, and those of which it has made no template.</summary>
    public static async Task<(IReadOnlyList<string> Missing, string Diagnostics)> CheckAsync()
    {
        var (_, missing, diagnostics) = await Compiled.Value;
        return (missing, diagnostics);
    }

    public static async Task<(string Output, string Diagnostics)> RunAsync(IEnumerable<string> command)
    {
        Assert.SkipWhen(Cli is null, "The Bicep CLI is built for each kind of machine, and this build takes it for Linux on x64 only.");
        var (exitCode, output, diagnostics) = await Snippets.RunAsync(Repository.Root, gateway: null, Cli!, [.. command]);
        Assert.True(exitCode == 0, diagnostics);
        return (output, diagnostics);
    }

    private static async Task<(string Main, IReadOnlyList<string> Missing, string Diagnostics)> CompileAsync()
    {
        using var infra = new InfraCopy();
        var (_, diagnostics) = await RunAsync(["build", "--pattern", infra.PathOf("**/*.bicep")]);
        var templates = infra.Files.Where(file => Path.GetExtension(file) == ".bicep").Select(file => Path.ChangeExtension(file, ".json"));
        return (await infra.ReadAsync("main.json"), [.. templates.Where(template => !File.Exists(infra.PathOf(template)))], diagnostics);
    }
}
