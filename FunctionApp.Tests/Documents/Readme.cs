using System.Text.RegularExpressions;

namespace BotGateway.Tests.Documents;

/// <summary>A README, taken apart.</summary>
internal sealed partial class Readme(string text)
{
    public static TheoryData<string> Names => ["README.md", "README.es.md"];

    public static Readme Open(string name) => new(Repository.Read(name));

    /// <summary>The cells of every row of every table, as they are written.</summary>
    public IEnumerable<string[]> Rows() => text.Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    /// <summary>The blocks of code in one language.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Fence().Matches(text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value);

    /// <summary>The JSON objects, with something in place of what they leave out.</summary>
    public IEnumerable<string> Examples() => Blocks("json").Concat(Examples(Fence().Replace(text, "")));

    /// <summary>The JSON objects within lines of a piece of text.</summary>
    public static IEnumerable<string> Examples(string part) => Span().Matches(part)
        .Select(span => span.Groups["code"].Value)
        .Where(span => span.StartsWith('{'))
        .Select(span => NameWithoutValue().Replace(span.Replace(", ...", "").Replace("{…}", "{}"), "$0:0"))
        .Select(span => Placeholder().Replace(span, ":0"));

    /// <summary>The headings of all levels.</summary>
    public IEnumerable<string> Headings() => Heading().Matches(text).Select(heading => heading.Groups["title"].Value.Trim());

    /// <summary>The headings that links within the document point to, without their <c>#</c>.</summary>
    public IEnumerable<string> Targets() => Link().Matches(text).Select(link => link.Groups["target"].Value);

    /// <summary>
    /// The marks that make up each line's place: its heading's level, a table's row with its cells, an item of a list, a block of code.
    /// </summary>
    public IEnumerable<string> Structure() => text.Split('\n').Select(line =>
        line.StartsWith('|') ? new string('|', line.Count(c => c == '|')) : Mark().Match(line).Value);

    /// <summary>A section's text, from its heading to the next one of any level.</summary>
    public string Section(string title) => text[text.IndexOf($"# {title}\n", StringComparison.Ordinal)..].Split("\n#")[0];

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Span();

    // {"code","message"}
    [GeneratedRegex("""(?<=[{,])"\w+"(?=[,}])""")]
    private static partial Regex NameWithoutValue();

    // "expirationTime":<Unix time>
    [GeneratedRegex(":<[^>]+>")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\(#(?<target>[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^(#+ |- |[0-9]+[.] |```[a-z]*)")]
    private static partial Regex Mark();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
