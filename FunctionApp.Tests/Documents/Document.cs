using System.Text.RegularExpressions;

namespace BotGateway.Tests.Documents;

/// <summary>A Markdown document and its parts.</summary>
internal sealed partial class Document(string text)
{
    public static TheoryData<string> ApiReferences => InBothLanguages("api");

    public static TheoryData<string> InBothLanguages(string page) => [$"docs/{page}.md", $"docs/es/{page}.md"];

    public static Document Open(string name) => new(Repository.Read(name));

    /// <summary>All but the blocks of code.</summary>
    public string Prose => Fence().Replace(text, "");

    public int Lines => text.Count(c => c == '\n');

    /// <summary>The cells of every row of every table, as they are written.</summary>
    public IEnumerable<string[]> Rows() => text.Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    /// <summary>The blocks of code in one language.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Fence().Matches(text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value);

    /// <summary>The JSON objects, with something in place of what they leave out.</summary>
    public IEnumerable<string> Examples() => Blocks("json").Concat(Examples(Prose));

    /// <summary>The JSON objects within lines of a piece of text.</summary>
    public static IEnumerable<string> Examples(string part) => Span().Matches(part)
        .Select(span => span.Groups["code"].Value)
        .Where(span => span.StartsWith('{'))
        .Select(span => NameWithoutValue().Replace(span.Replace(", ...", "").Replace("{…}", "{}"), "$0:0"))
        .Select(span => Placeholder().Replace(span, ":0"));

    public IEnumerable<string> Headings() => Heading().Matches(Prose).Select(heading => heading.Groups["title"].Value.Trim());

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

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
