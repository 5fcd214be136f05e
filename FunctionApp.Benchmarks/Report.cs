using System.Globalization;

namespace BotGateway.Benchmarks;

/// <summary>Compares ticks with few and with many idle rows.</summary>
internal sealed class Report(Measurement small, Measurement large)
{
    private static readonly (string Name, Func<TickCost, int> Of)[] Counts =
    [
        ("queries", cost => cost.Tables.Queries),
        ("point reads", cost => cost.Tables.PointReads),
        ("batches", cost => cost.Tables.Batches),
        ("other requests", cost => cost.Tables.Others),
        ("storage requests, all", cost => cost.Tables.Sum),
        ("chat completions", cost => cost.Chats),
        ("jobs polled", cost => cost.Polls),
    ];

    /// <summary>Evidence that a tick's operations grow with idle rows; empty if they do not.</summary>
    public IEnumerable<string> Findings()
    {
        var (busy, quiet) = (small.Busy[0].Cost, small.Quiet[0].Cost);
        if (busy.Chats != small.Workload.Due || busy.Polls != small.Workload.Running)
            yield return "A tick did not process all due work.";
        if (quiet is not { Chats: 0, Polls: 0 })
            yield return "A tick with nothing due processed something.";
        if (small.Busy.Concat(large.Busy).Any(tick => tick.Cost != busy))
            yield return "Ticks with the same due work needed different numbers of operations.";
        if (small.Quiet.Concat(large.Quiet).Any(tick => tick.Cost != quiet))
            yield return "Ticks with nothing due needed different numbers of operations.";
    }

    public void Write(TextWriter output)
    {
        var work = small.Workload;
        Line(output, "", Idle(small), Idle(large), "ratio");
        Section(output, $"Tick with {work.Due} routines due and {work.Running} jobs to poll", small.Busy, large.Busy);
        Section(output, "Tick with nothing due", small.Quiet, large.Quiet);
    }

    private static void Section(TextWriter output, string title, IReadOnlyList<MeasuredTick> small, IReadOnlyList<MeasuredTick> large)
    {
        output.WriteLine(title);
        foreach (var (name, of) in Counts)
            Line(output, name, Number(of(small[^1].Cost)), Number(of(large[^1].Cost)), Ratio(of(small[^1].Cost), of(large[^1].Cost)));
        var (before, after) = (MedianSeconds(small), MedianSeconds(large));
        Line(output, "seconds (median)", $"{before:F2}", $"{after:F2}", Ratio(before, after));
    }

    private static void Line(TextWriter output, string name, string small, string large, string ratio) =>
        output.WriteLine($"  {name,-24}{small,18}{large,20}{ratio,8}");

    private static string Idle(Measurement measurement) => $"2 x {Number(measurement.Workload.Idle)} idle";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double small, double large) => small > 0 ? $"{large / small:F2}" : "-";

    private static double MedianSeconds(IReadOnlyList<MeasuredTick> ticks) =>
        ticks.Select(tick => tick.Time.TotalSeconds).Order().ElementAt(ticks.Count / 2);
}
