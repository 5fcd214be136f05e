using System.Text.RegularExpressions;

namespace BotGateway.Tests.Compat;

/// <summary>The public API of an official package, one member a line, in one spelling.</summary>
internal sealed partial class ApiListing
{
    private readonly Dictionary<string, ListedType> _types = [];

    public ApiListing(string text)
    {
        var current = new ListedType();
        foreach (var line in Normalised(text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (TypeLine().Match(line) is { Success: true } type)
                current = Open(type);
            else if (line.StartsWith("  ", StringComparison.Ordinal))
                current.Add(line.Trim());
        }
    }

    public static ApiListing Read(string name) => new(Text(name));

    /// <summary>The checked-in copy, to the letter.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(ApiListing).Assembly.GetManifestResourceStream($"Api/{name}")!);
        return reader.ReadToEnd();
    }

    public ListedType? Find(string type) => _types.GetValueOrDefault(type);

    // A listing may hold a type twice.
    private ListedType Open(Match line)
    {
        if (!_types.TryGetValue(line.Groups["type"].Value, out var type))
            _types.Add(line.Groups["type"].Value, type = new ListedType { IsEnum = line.Value.Contains(": enum ") });
        type.AddBases(line.Groups["bases"].Value);
        return type;
    }

    // The listings were read off assemblies: they spell some types and constants as reflection does, and null now so, now default.
    private static string Normalised(string text) =>
        text.ReplaceLineEndings("\n")
            .Replace("= null", "= default")
            .Replace("= False", "= false")
            .Replace("Byte[]", "byte[]")
            .Replace("Double", "double");

    [GeneratedRegex(@"^(?<type>[\w.]+: .+?)(?: : (?<bases>.+?))?   \[[\w.]+\]$")]
    private static partial Regex TypeLine();
}
