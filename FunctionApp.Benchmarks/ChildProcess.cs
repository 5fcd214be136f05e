using System.Diagnostics;

namespace BotGateway.Benchmarks;

/// <summary>Runs this program in another process.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it with redirected standard input and output.</summary>
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    // Whether it was started with 'dotnet run' or 'dotnet FILE.dll'.
    private static IEnumerable<string> Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
}
