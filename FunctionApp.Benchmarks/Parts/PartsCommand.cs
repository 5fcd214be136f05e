using System.CommandLine;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BotGateway.Benchmarks.Parts;

/// <summary>Measures requests and their parts with BenchmarkDotNet.</summary>
internal static class PartsCommand
{
    // What other threads may allocate meanwhile, an operation.
    private const int Tolerance = 128;

    public static Command Create()
    {
        var isShort = new Option<bool>("--short") { Description = "Takes a minute or two; the times are rough, the allocations are the same" };
        var isCheck = new Option<bool>("--check") { Description = "Takes seconds and measures allocations only; exits with 1 if one is above its limit in FunctionApp.Benchmarks/Parts" };
        var command = new Command("parts", "Measures the time and the allocations of a request and its parts with BenchmarkDotNet") { isShort, isCheck };
        command.SetAction(parsed => parsed.GetValue(isCheck) ? Check(Console.Out) : Succeeded(Run(parsed.GetValue(isShort) ? Job.ShortRun : Job.Default, ConsoleLogger.Default)) ? 0 : 1);
        return command;
    }

    private static int Check(TextWriter output)
    {
        // Tiered compilation has ended after the warm-up.
        var job = Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(5).WithIterationCount(1).WithInvocationCount(256).WithUnrollFactor(1);
        var summaries = Run(job, NullLogger.Instance);
        var areWithin = summaries.SelectMany(summary => summary.Reports).Aggregate(true, (sofar, report) => IsWithinLimit(report, output) && sofar);
        return Succeeded(summaries) && areWithin ? 0 : 1;
    }

    private static bool IsWithinLimit(BenchmarkReport report, TextWriter output)
    {
        var target = report.BenchmarkCase.Descriptor;
        var (bytes, limit) = (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase), target.WorkloadMethod.GetCustomAttribute<AllocatesAttribute>()!.Bytes);
        var isWithin = bytes <= limit + Tolerance;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isWithin ? "ok    " : "FAILED")} {bytes,6} of {limit,6} bytes: {target.WorkloadMethodDisplayInfo}"));
        return isWithin;
    }

    // In this process: BenchmarkDotNet's own build knows nothing of Directory.Build.props.
    private static Summary[] Run(Job job, ILogger logger)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
            .AddLogger(logger)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(MarkdownExporter.GitHub)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "bot-gateway-benchmark-parts"));
        return BenchmarkRunner.Run([typeof(RequestBenchmarks), typeof(PartBenchmarks)], config);
    }

    private static bool Succeeded(Summary[] summaries) =>
        summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.Any() && summary.Reports.All(report => report.Success));
}
