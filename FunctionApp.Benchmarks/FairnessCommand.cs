using System.CommandLine;
using System.Globalization;

namespace BotGateway.Benchmarks;

/// <summary>Measures how much a noisy client delays the routines of a quiet one.</summary>
internal static class FairnessCommand
{
    private const int QuietRoutines = 8;
    private const double MostLagSeconds = 10;

    private static readonly (string Noisy, string Quiet) Clients = (BenchmarkClients.Id(1), BenchmarkClients.Id(2));

    // Time to answer the last due time; later answers do not count.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(45);

    public static Command Create()
    {
        var minutes = BenchmarkCommand.Number("--minutes", "Minutes to measure each scenario", 3, 1, 60);
        var slow = BenchmarkCommand.Number("--slow", "Seconds that the model takes for the slow routine", 60, 1, 170);
        var only = BenchmarkCommand.Number("--only", "Only this scenario: 1, 2 or 3; 0 for all", 0, 0, 3);
        var command = new Command(
            "fairness",
            "Measures how late eight every-minute routines of a quiet client run while a noisy client has one slow routine, 4,600 due ones on one thread, or 300 on 300 "
            + "threads. Exits with 0 if all are answered and the 95th percentile is at most 10 s.")
        {
            minutes, slow, only,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var limit = parsed.GetRequiredValue(slow);
            Scenario[] scenarios =
            [
                new($"one routine of {limit} s", 1, limit, OnOneThread: false, IsBacklog: false),
                new("4,600 due routines on one thread, 1 s", 4_600, 1, OnOneThread: true, IsBacklog: true),
                new("300 routines on 300 threads, 10 s", 300, 10, OnOneThread: false, IsBacklog: false),
            ];
            var passed = true;
            foreach (var scenario in parsed.GetRequiredValue(only) is > 0 and var one ? [scenarios[one - 1]] : scenarios)
                passed &= await MeasureAsync(scenario, parsed.GetRequiredValue(minutes), stop);
            return passed ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> MeasureAsync(Scenario scenario, int minutes, CancellationToken stop)
    {
        await using var fleet = await Fleet.StartAsync(2, stop);
        await fleet.Rows.AddAsync(
            Clients.Noisy, scenario.Routines, $"[{scenario.Seconds} s] Resume.", scenario.OnOneThread, scenario.IsBacklog ? DateTimeOffset.UtcNow : null, stop);
        await fleet.AddAsync(ticks: true, modelSeconds: 0, stop);
        // Last, so that none is due before the app runs.
        await fleet.Rows.AddAsync(Clients.Quiet, QuietRoutines, "Resume.", onOneThread: false, due: null, stop);

        var begin = DateTimeOffset.UtcNow;
        var end = new DateTimeOffset(begin.Year, begin.Month, begin.Day, begin.Hour, begin.Minute, 0, TimeSpan.Zero).AddMinutes(minutes);
        await Task.Delay(end + After - begin, stop);
        var answered = (await fleet.Rows.ReadRunsAsync(Clients.Quiet, stop)).Where(run => run.Due > begin && run.Due <= end).ToList();
        var noisy = await fleet.Rows.ReadRunsAsync(Clients.Noisy, stop);

        var skipped = answered.Where(run => run.Outcome == "Skipped").Sum(run => run.Missed);
        var failed = answered.Count(run => run.Outcome == "Failed");
        double[] lags = [.. answered.Where(run => run.IsAnswered).Select(run => run.LagSeconds).Order()];
        var due = QuietRoutines * minutes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Name}: quiet client: {due} due times, {lags.Length} answered, {skipped} skipped, {failed} failed; "
            + $"lag p50 {At(lags, 0.5):F1} s, p95 {At(lags, 0.95):F1} s, max {At(lags, 1):F1} s; noisy client: {noisy.Count(run => run.IsAnswered)} answered"));
        return lags.Length == due && At(lags, 0.95) <= MostLagSeconds;
    }

    // Nearest-rank percentile.
    private static double At(double[] sorted, double share) => sorted is [] ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private sealed record Scenario(string Name, int Routines, int Seconds, bool OnOneThread, bool IsBacklog);
}
