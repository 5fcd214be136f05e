namespace BotGateway.Cli.Training;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <returns>At most so many characters; of more values, the mean of each stretch.</returns>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        var points = Enumerable.Range(0, Math.Min(values.Count, width)).Select(i => Mean(values, i, Math.Min(values.Count, width))).ToList();
        if (points.Count == 0)
            return "";
        var (low, high) = (points.Min(), points.Max());
        return string.Concat(points.Select(point => Levels[high > low ? (int)Math.Round((point - low) / (high - low) * (Levels.Length - 1)) : 0]));
    }

    private static double Mean(IReadOnlyList<double> values, int index, int count)
    {
        var (start, end) = (index * values.Count / count, (index + 1) * values.Count / count);
        return values.Skip(start).Take(end - start).Average();
    }
}
