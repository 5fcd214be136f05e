using System.Globalization;

namespace BotGateway.Benchmarks.Requests;

/// <summary>Writes what <see cref="RequestRounds"/> measured, as it stands in docs/performance.md.</summary>
internal static class RequestTable
{
    public static void Write(IReadOnlyList<Contender> contenders, Contender node, TimeSpan duration, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"`check_credentials`, {Load.Connections} connections, medians of {node.Samples.Count} interleaved rounds of {duration.TotalSeconds:0.#} s (lowest to highest):"));
        output.WriteLine();
        output.WriteLine("| | requests/s | CPU ms a request | vault's CPU ms, apart | storage operations | × previous service | of its bound |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var contender in contenders)
        {
            string[] cells =
            [
                contender.Name,
                contender.Of(sample => sample.PerSecond).ToString("N0"),
                contender.Of(sample => sample.Milliseconds).ToString("N3"),
                contender.TakesTokensOnce ? contender.Of(sample => sample.VaultMilliseconds).Median.ToString("N3", CultureInfo.InvariantCulture) : "",
                contender.TakesTokensOnce ? contender.Of(sample => sample.StorageOperations).Median.ToString("0.##", CultureInfo.InvariantCulture) : "",
                contender == node ? "" : contender.RatioTo(node).ToString("N1"),
                contender.Bound is { } bound ? contender.RatioTo(bound).ToString("P0") : "",
            ];
            output.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }
}
