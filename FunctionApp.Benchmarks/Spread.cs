using System.Globalization;

namespace BotGateway.Benchmarks;

/// <summary>The median of some measurements, and the lowest and the highest.</summary>
internal sealed record Spread(double Median, double Lowest, double Highest) : IFormattable
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return new Spread(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <param name="format">The format of each number, such as N0.</param>
    public string ToString(string? format, IFormatProvider? formatProvider = null) => Lowest.Equals(Highest)
        ? $"**{Text(Median, format)}**"
        : $"**{Text(Median, format)}** ({Text(Lowest, format)} to {Text(Highest, format)})";

    private static string Text(double value, string? format) => value.ToString(format, CultureInfo.InvariantCulture);
}
