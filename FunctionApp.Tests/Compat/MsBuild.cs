using System.Diagnostics;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Compat;

/// <summary>Asks what a build of FunctionApp would do, without building it.</summary>
internal static class MsBuild
{
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null)
    {
        string[] command = ["msbuild", Repository.PathOf(Path.Combine("FunctionApp", "FunctionApp.csproj")), "-nologo", .. arguments];
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true };
        start.Environment.Remove("KeyVaultKeys"); // The tests' own choice.
        environment?.Invoke(start.Environment);
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (build.ExitCode, output);
    }
}
