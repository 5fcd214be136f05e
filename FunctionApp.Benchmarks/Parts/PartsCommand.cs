using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BotGateway.Benchmarks.Parts;

/// <summary>Measures parts of a request with BenchmarkDotNet.</summary>
internal static class PartsCommand
{
    public static Command Create()
    {
        var isShort = new Option<bool>("--short") { Description = "Takes seconds; the times are rough, the allocations are the same" };
        var command = new Command("parts", "Measures the time and the allocations of parts of a request with BenchmarkDotNet") { isShort };
        command.SetAction(parsed => Run(parsed.GetValue(isShort)) ? 0 : 1);
        return command;
    }

    // In this process: BenchmarkDotNet's own build knows nothing of Directory.Build.props.
    private static bool Run(bool isShort)
    {
        var job = (isShort ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(MarkdownExporter.GitHub)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "bot-gateway-benchmark-parts"));
        var summary = BenchmarkRunner.Run<PartBenchmarks>(config);
        return !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success);
    }
}
