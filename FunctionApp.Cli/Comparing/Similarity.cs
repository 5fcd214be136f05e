using System.Text.RegularExpressions;

namespace BotGateway.Cli.Comparing;

/// <summary>How much of two texts' words is the same: the F1 score of SQuAD, without its English articles.</summary>
internal static partial class Similarity
{
    /// <returns>0 to 1.</returns>
    public static double Of(string answer, string expected)
    {
        var (given, wanted) = (WordsOf(answer), WordsOf(expected));
        if (given.Count == 0 || wanted.Count == 0)
            return given.Count == wanted.Count ? 1 : 0;
        var common = given.GroupBy(word => word).Sum(group => Math.Min(group.Count(), wanted.Count(word => word == group.Key)));
        return 2.0 * common / (given.Count + wanted.Count);
    }

    private static List<string> WordsOf(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
