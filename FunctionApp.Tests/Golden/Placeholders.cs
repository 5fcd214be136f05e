using System.Globalization;
using System.Text.RegularExpressions;

namespace BotGateway.Tests.Golden;

/// <summary>Takes the place of what differs from run to run. One id has one placeholder in all of a text; what has another form than an id stays.</summary>
internal static partial class Placeholders
{
    public static string PutInto(string text)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return Ids().Replace(text, match =>
        {
            if (known.TryGetValue(match.Value, out var placeholder))
                return placeholder;
            var kind = match.Groups.Values.Skip(1).Single(group => group.Success).Name;
            var count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            return known[match.Value] = string.Create(CultureInfo.InvariantCulture, $"{{{kind} {count}}}");
        });
    }

    // The page after, from a list; the end of a trained model's name at OpenAI; times of the simulated model service, whose clock moves on with each look
    // at it (those of the gateway's clock stay, and 1893492030, when all begins); a request's id; and the ids of all else, behind their kind.
    [GeneratedRegex(
        """
        (?<="next":")(?<cursor>[A-Za-z0-9_-]{42,})(?=")
        | (?<=:local:[A-Za-z0-9_-]*:)(?<model>[0-9a-f]{8})(?![0-9a-f])
        | (?<=":)(?<time>1893492(?!030)[0-9]{3}|1967018[0-9]{3})(?![0-9])
        | (?<request>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)
        | (?<![0-9a-f])(?<id>[0-9a-f]{32})(?![0-9a-f])
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Ids();
}
