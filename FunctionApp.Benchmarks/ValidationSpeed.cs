using BotGateway.Benchmarks.Serving;
using BotGateway.Http;

namespace BotGateway.Benchmarks;

/// <summary>Measures the validation of plain chat examples on one thread: speed, and whether memory grows with the file.</summary>
internal static class ValidationSpeed
{
    private const int Megabyte = 1_000_000;

    // Tiered compilation has ended after them.
    private const int WarmUps = 10;

    private static readonly int[] Sizes = [4 * Megabyte, 40 * Megabyte];

    public static Task<string> MeasureAsync(int rounds, CancellationToken stop) => Task.Run(() => Measure(rounds, stop), stop);

    private static string Measure(int rounds, CancellationToken stop)
    {
        var table = new MarkdownTable(
            $"Validation of plain chat examples as JSON Lines and writing the file, medians of {rounds} rounds (lowest to highest):", "file", "MB/s a core", "allocated, KB");
        foreach (var size in Sizes)
        {
            using var data = TrainingData.ChatExamples(size);
            var (speeds, allocations) = (new List<double>(), new List<double>());
            for (var round = 1 - WarmUps; round <= rounds; round++)
            {
                var (seconds, bytes) = Validate(data, stop);
                if (round <= 0)
                    continue;
                speeds.Add((double)data.Memory.Length / Megabyte / seconds);
                allocations.Add(bytes / 1_000d);
            }

            table.Add($"{size / Megabyte} MB", $"{Spread.Of(speeds):N0}", $"{Spread.Of(allocations):N0}");
        }

        return table.ToString();
    }

    private static (double Seconds, long Allocated) Validate(NativeBlock data, CancellationToken stop)
    {
        var (time, allocated) = (ThreadClock.Now, GC.GetAllocatedBytesForCurrentThread());
        var outcome = TrainingData.Check(data.Memory, stop);
        var (taken, bytes) = (ThreadClock.Now - time, GC.GetAllocatedBytesForCurrentThread() - allocated);
        return outcome.EndsWith(" examples", StringComparison.Ordinal) ? (taken.TotalSeconds, bytes) : throw new InvalidOperationException(outcome);
    }
}
