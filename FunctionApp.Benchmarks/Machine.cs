using System.Globalization;
using System.Runtime.InteropServices;
using BotGateway.LocalHost;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks;

/// <summary>What was measured, and where.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(CancellationToken stop)
    {
        var checkout = Checkout.Find(AppContext.BaseDirectory) ?? ".";
        var commit = await RunAsync("git", ["-C", checkout, "describe", "--always", "--dirty", "--abbrev=12"], stop);
        var node = await RunAsync("node", ["--version"], stop);
        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg", stop)).Split(' ')[0] : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Commit {commit}, {DateTime.UtcNow:yyyy-MM-dd}; {Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; "
            + $"{RuntimeInformation.FrameworkDescription}, Node.js {node}; load of the machine before the run: {load}.\n");
    }

    private static string Processor()
    {
        const string Key = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken stop) =>
        (await AppProcess.RunAsync(program, arguments, cancellationToken: stop)).Output.Trim();
}
