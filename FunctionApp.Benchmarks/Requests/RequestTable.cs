using System.Globalization;

namespace BotGateway.Benchmarks.Requests;

/// <summary>Shows what <see cref="RequestRounds"/> measured.</summary>
internal static class RequestTable
{
    public static string Of(IReadOnlyList<Contender> contenders, Contender node, TimeSpan duration)
    {
        var table = new MarkdownTable(
            $"`check_credentials`, {Load.Connections} connections, medians of {node.Samples.Count} interleaved rounds of {duration.TotalSeconds:0.#} s (lowest to highest):",
            "", "requests/s", "CPU ms a request", "vault's CPU ms, apart", "storage operations", "× previous service", "of its bound", "of its bound by CPU");
        foreach (var contender in contenders)
        {
            table.Add(
                contender.Name,
                $"{contender.Of(sample => sample.PerSecond):N0}",
                $"{contender.Of(sample => sample.Milliseconds):N3}",
                contender.TakesTokensOnce ? contender.Of(sample => sample.VaultMilliseconds).Median.ToString("N3", CultureInfo.InvariantCulture) : "",
                contender.TakesTokensOnce ? contender.Of(sample => sample.StorageOperations).Median.ToString("0.##", CultureInfo.InvariantCulture) : "",
                contender == node ? "" : $"{contender.RatioTo(node):N1}",
                contender.Bound is { } bound ? $"{contender.RatioTo(bound):P0}" : "",
                contender.Bound is { } same ? $"{contender.ProcessorRatioTo(same):P0}" : "");
        }

        return table.ToString();
    }
}
