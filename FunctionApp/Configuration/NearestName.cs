namespace BotGateway.Configuration;

internal static class NearestName
{
    private const string Separator = "__";

    /// <summary>Finds the nearest known name, ignoring case.</summary>
    /// <returns>Null if none is similar.</returns>
    public static string? Find(string name, IReadOnlyCollection<string> known)
    {
        var upper = name.ToUpperInvariant();
        var (nearest, fewest) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var limit = Math.Clamp(LastPart(candidate).Length / 3, 1, 3);
            if (Math.Abs(candidate.Length - name.Length) <= limit
                && Edits(candidate.ToUpperInvariant(), upper) is var edits && edits <= limit && edits < fewest)
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    /// <summary>Finds a name with the same last part, such as the same setting of another section.</summary>
    /// <returns>The first; null if there is none.</returns>
    public static string? FindByLastPart(string name, IReadOnlyCollection<string> known) =>
        known.FirstOrDefault(candidate => LastPart(candidate).Equals(LastPart(name), StringComparison.OrdinalIgnoreCase));

    private static string LastPart(string name) => name.Split(Separator)[^1];

    // Optimal string alignment distance: insertions, deletions, substitutions and transpositions.
    private static int Edits(string left, string right)
    {
        var edits = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1,
                        edits[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[left.Length, right.Length];
    }
}
