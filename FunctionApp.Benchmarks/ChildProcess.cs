using System.Diagnostics;

namespace BotGateway.Benchmarks;

/// <summary>This program in another process.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it; its standard input and output are the caller's.</summary>
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    // As 'dotnet run' starts this program, or as 'dotnet FILE.dll' does.
    private static IEnumerable<string> Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
}
