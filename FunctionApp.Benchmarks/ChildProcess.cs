using System.Diagnostics;

namespace BotGateway.Benchmarks;

/// <summary>Runs this program in another process, which ends with its standard input.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Starts it with redirected standard input and output.</summary>
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Closes its standard input, waits for its end, and kills it if that takes too long.</summary>
    public static async ValueTask StopAsync(Process process)
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    // Whether it was started with 'dotnet run' or 'dotnet FILE.dll'.
    private static IEnumerable<string> Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
}
