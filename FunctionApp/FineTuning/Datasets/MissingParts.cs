namespace BotGateway.FineTuning.Datasets;

internal static class MissingParts
{
    // Keeps the message short.
    private const int MostGaps = 20;

    /// <returns>For instance <c>2, 5-7 are missing</c>; null if there are none.</returns>
    public static string? Of(Dataset dataset)
    {
        var gaps = new List<(int First, int Last)>();
        var expected = 1;
        foreach (var part in dataset.Parts)
        {
            if (part.Number > expected)
                gaps.Add((expected, part.Number - 1));
            expected = part.Number + 1;
        }

        return gaps switch
        {
            [] => null,
            [var (only, last)] when only == last => $"{only} is missing",
            _ => $"{string.Join(", ", gaps.Take(MostGaps).Select(gap => gap.First == gap.Last ? $"{gap.First}" : $"{gap.First}-{gap.Last}"))}"
                + $"{(gaps.Count > MostGaps ? " and more" : "")} are missing",
        };
    }
}
