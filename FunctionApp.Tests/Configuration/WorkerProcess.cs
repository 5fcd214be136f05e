using System.Diagnostics;

namespace BotGateway.Tests.Configuration;

/// <summary>FunctionApp's own executable, started as the host starts it.</summary>
internal static class WorkerProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="changes">Changes to settings that are right; null takes one away.</param>
    public static async Task<(int ExitCode, string Output, string[] Error)> RunAsync(Dictionary<string, string?>? changes = null)
    {
        // Its own output folder: the one of the tests lacks what ASP.NET brings along.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var app = Path.Combine(output.Parent!.Parent!.FullName, "FunctionApp", output.Name, "FunctionApp.dll");
        var start = new ProcessStartInfo("dotnet", [app]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in GatewayApp.RightSettings.Concat(changes ?? []))
            start.Environment[name] = value;
        using var worker = Process.Start(start)!;
        var printed = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (worker.ExitCode, await printed, error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
